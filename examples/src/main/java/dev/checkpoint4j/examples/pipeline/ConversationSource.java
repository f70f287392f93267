package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.record.Conversation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where conversations come from: a file, or the shipped set. */
final class ConversationSource {
  private static final String SHIPPED = "conversations.jsonl";

  private final @Nullable Path file;

  private ConversationSource(@Nullable Path file) {
    this.file = file;
  }

  /** The given file, or the shipped set if it is null. */
  static ConversationSource of(@Nullable Path file) {
    if (file != null && !Files.isRegularFile(file)) {
      throw new PipelineException(
          "--input must be a file with conversations, but there is none at " + file);
    }
    return new ConversationSource(file);
  }

  /** SHA-256 of the bytes, in hex. */
  String digest() {
    try (InputStream in = open();
        DigestOutputStream out =
            new DigestOutputStream(
                OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(out);
      return HexFormat.of().formatHex(out.getMessageDigest().digest());
    } catch (IOException e) {
      throw new PipelineException("Cannot read the conversations: " + e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Conversation> load() {
    return file == null ? loadShipped() : load(file.toAbsolutePath());
  }

  /** A JSON Lines file that any tool wrote is a checkpoint of the directory in which it lies. */
  private static List<Conversation> load(Path file) {
    String directory = Objects.requireNonNull(file.getParent(), "parent").toString();
    Map<String, String> place = Map.of("checkpoint.format", "jsonl", "checkpoint.dir", directory);
    try (CheckpointManager checkpoints = CheckpointManagers.open(place)) {
      String name = Objects.requireNonNull(file.getFileName(), "name").toString();
      return checkpoints
          .load(name, Conversation.class)
          .orElseThrow(
              () ->
                  new PipelineException(
                      "--input must end in .jsonl, .jsonl.gz or .jsonl.zst, but was " + file));
    }
  }

  private List<Conversation> loadShipped() {
    try {
      Path directory = Files.createTempDirectory("conversations");
      try (InputStream in = open()) {
        Files.copy(in, directory.resolve(SHIPPED));
        return load(directory.resolve(SHIPPED));
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream open() throws IOException {
    return file != null
        ? Files.newInputStream(file)
        : Objects.requireNonNull(ConversationSource.class.getResourceAsStream(SHIPPED), SHIPPED);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
