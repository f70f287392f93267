package dev.checkpoint4j.jsonl;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file far larger than the heap is written, streamed, queried and copied in a child JVM. */
class BoundedMemoryTest {
  /** A record of about a kilobyte. */
  record Line(long id, String text, double score) {}

  /** Arguments: directory, number of records. */
  static final class Child {
    private static final String TEXT = "words of a record ".repeat(55);

    private Child() {}

    public static void main(String[] args) {
      Path directory = Path.of(args[0]);
      long count = Long.parseLong(args[1]);
      try (CheckpointManager plain = open(directory, JsonlCompression.NONE);
          CheckpointManager zipped = open(directory.resolve("zipped"), JsonlCompression.GZIP)) {
        if (!plain.exists("lines")) {
          write(plain, count);
        }
        require(count, plain.query("lines", Line.class).where(field("id").ge(0)).count());
        require(
            1, plain.query("lines", Line.class).where(field("id").eq(count - 1)).toList().size());
        copy(plain, zipped);
        try (Stream<Line> lines = zipped.stream("lines", Line.class)) {
          require(count * (count - 1) / 2, lines.mapToLong(Line::id).sum());
        }
      }
    }

    private static CheckpointManager open(Path directory, JsonlCompression compression) {
      JsonlCheckpointManager.Builder builder =
          JsonlCheckpointManager.builder(directory)
              .compression(compression)
              .durability(Durability.NONE);
      return compression == JsonlCompression.GZIP
          ? builder.compressionLevel(1).build()
          : builder.build();
    }

    private static void write(CheckpointManager to, long count) {
      try (CheckpointWriter<Line> writer = to.writer("lines", Line.class)) {
        for (long i = 0; i < count; i++) {
          writer.write(new Line(i, TEXT, i / 7.0));
        }
        writer.commit();
      }
    }

    private static void copy(CheckpointManager from, CheckpointManager to) {
      try (Stream<Line> lines = from.stream("lines", Line.class);
          CheckpointWriter<Line> writer = to.writer("lines", Line.class)) {
        lines.forEach(writer::write);
        writer.commit();
      }
    }

    private static void require(long expected, long actual) {
      if (expected != actual) {
        throw new IllegalStateException("Expected " + expected + " but found " + actual);
      }
    }
  }

  @Test
  void aFileThreeTimesTheHeapIsStreamedQueriedAndCopied(@TempDir Path temp)
      throws IOException, InterruptedException {
    Path output = temp.resolve("output.txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(),
                temp.resolve("store").toString(),
                "100000")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = child.waitFor();
    assertThat(exit).as(() -> read(output)).isZero();
    assertThat(temp.resolve("store/lines.jsonl")).isRegularFile();
    assertThat(Files.size(temp.resolve("store/lines.jsonl"))).isGreaterThan(96L << 20);
  }

  private static String read(Path output) {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
