package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.spi.AbstractCheckpointManager;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.Backends;
import dev.checkpoint4j.spi.FileBackend;
import dev.checkpoint4j.spi.StoreOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads a directory whatever formats lie in it: this library's, and what Python tools left. Of a
 * name that is there in several formats the newest readable file counts. It lists, loads, queries,
 * verifies, accepts and deletes; it takes no saves. Thread-safe.
 *
 * <pre>{@code
 * try (CheckpointManager kura = DirectoryCheckpoints.open(Path.of("checkpoints"))) {
 *   kura.list().forEach(System.out::println);
 * }
 * }</pre>
 */
public final class DirectoryCheckpoints extends AbstractCheckpointManager {
  /** The format's name in URLs for {@link #open}. */
  public static final String FORMAT = "dir";

  /** The format's name in URLs for {@link #openDocEtl}. */
  public static final String DOCETL_FORMAT = "docetl";

  /**
   * The formats that keep files in a directory, of which those are read whose backends are there.
   */
  private static final List<String> FILE_FORMATS = List.of("jsonl", "parquet", "hf-dataset");

  private DirectoryCheckpoints(MixedBackend backend, boolean enabled) {
    super(backend, enabled);
  }

  /** A directory of this library or of Python Kura. Nothing is read here. */
  public static DirectoryCheckpoints open(Path directory) {
    return open(directory, true);
  }

  /**
   * An intermediate directory of DocETL: {@code step/operation.json} and {@code .parquet}, and
   * {@code step/operation_batches/batch_N}, each a checkpoint of its own. The hashes in {@value
   * DocEtlHashes#FILE} are the fingerprints.
   */
  public static DirectoryCheckpoints openDocEtl(Path directory) {
    return openDocEtl(directory, true);
  }

  /**
   * A hash of DocETL as a fingerprint, which {@code versions} shows and a migration keeps: the hash
   * is its part {@code docetl}.
   */
  public static Fingerprint docEtlFingerprint(String hash) {
    return Fingerprint.of().digest("docetl", hash);
  }

  static DirectoryCheckpoints open(Path directory, boolean enabled) {
    Objects.requireNonNull(directory, "directory");
    return new DirectoryCheckpoints(
        new MixedBackend(FORMAT, directory.toString(), members(directory), name -> null), enabled);
  }

  static DirectoryCheckpoints openDocEtl(Path directory, boolean enabled) {
    List<Backend> members = new ArrayList<>();
    members.add(
        FileBackend.open(
            Objects.requireNonNull(directory, "directory"),
            new JsonArrayFormat(),
            StoreOptions.DEFAULTS));
    members.addAll(members(directory));
    return new DirectoryCheckpoints(
        new MixedBackend(
            DOCETL_FORMAT, directory.toString(), members, new DocEtlHashes(directory)::of),
        enabled);
  }

  private static List<Backend> members(Path directory) {
    List<String> there = CheckpointManagers.formats();
    List<Backend> members = new ArrayList<>();
    for (String format : FILE_FORMATS) {
      if (there.contains(format)) {
        CheckpointManager manager =
            CheckpointManagers.open(
                Map.of("checkpoint.format", format, "checkpoint.dir", directory.toString()));
        members.add(Backends.of(manager));
      }
    }
    return members;
  }
}
