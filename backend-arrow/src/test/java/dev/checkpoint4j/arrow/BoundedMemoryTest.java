package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process with a small heap queries summaries whose embeddings nobody asks for. */
class BoundedMemoryTest {
  private static final int ROWS = 20_000;
  private static final int DIMENSIONS = 384;
  private static final String FILTER = "concerning_score >= 4 and user_frustration >= 3";

  @TempDir Path directory = Path.of("");

  /** What is saved. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Summary(
      String chat_id,
      String summary,
      int concerning_score,
      int user_frustration,
      double[] embedding) {}

  /** What is asked for. */
  record Slim(String chat_id, String summary, int concerning_score, int user_frustration) {}

  private long save() throws IOException {
    long matches = 0;
    Random random = new Random(1);
    try (CheckpointManager manager = HfDatasetCheckpointManager.builder(directory).build();
        CheckpointWriter<Summary> writer = manager.writer("summaries", Summary.class)) {
      for (int i = 0; i < ROWS; i++) {
        int concern = 1 + random.nextInt(5);
        int frustration = 1 + random.nextInt(5);
        double[] embedding = random.doubles(DIMENSIONS).toArray();
        String text = "What conversation " + i + " was about. ".repeat(10);
        writer.write(new Summary("chat-" + i, text, concern, frustration, embedding));
        matches += concern >= 4 && frustration >= 3 ? 1 : 0;
      }
      writer.commit();
    }
    return matches;
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("summaries"))) {
      return files.filter(f -> f.toString().endsWith(".arrow")).findFirst().orElseThrow();
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the resident pages of a mapping are known there")
  void queriesThatDoNotNameTheEmbeddingTouchNoPageOfIt() throws Exception {
    long matches = save();
    Path file = file();
    long embeddings = (long) ROWS * DIMENSIONS * Double.BYTES;
    assertThat(Files.size(file)).isGreaterThan(embeddings);

    List<String> said = child(file);
    assertThat(said).as("%s", said).hasSize(1).first().asString().startsWith("found ");
    String[] numbers = said.get(0).split(" ");
    assertThat(Long.parseLong(numbers[1])).as("matches").isEqualTo(matches);
    assertThat(Long.parseLong(numbers[2])).as("count").isEqualTo(matches);
    long resident = Long.parseLong(numbers[3]);
    // The kernel reads up to 64 KiB around a page that is touched.
    long around = 64L * 40 << 10;
    assertThat(resident).isBetween(1L, Files.size(file) - embeddings + around);
  }

  private List<String> child(Path file) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Query.class.getName(),
                directory.toString(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    List<String> said = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as("%s", said).isZero();
    return said;
  }

  /** The child. */
  static final class Query {
    private Query() {}

    /** Prints how many were found, how many were counted, and the resident bytes of the mapping. */
    public static void main(String[] arguments) throws IOException {
      try (CheckpointManager manager =
          HfDatasetCheckpointManager.builder(Path.of(arguments[0])).build()) {
        int found = 0;
        long counted = 0;
        long resident = 0;
        for (int i = 0; i < 5; i++) {
          List<Slim> matches = manager.query("summaries", Slim.class).where(FILTER).toList();
          found = matches.size();
          counted = manager.query("summaries", Slim.class).where(FILTER).count();
          resident = Math.max(resident, residentBytes(arguments[1]));
        }
        System.out.println("found " + found + " " + counted + " " + resident);
      }
    }

    private static long residentBytes(String file) throws IOException {
      long most = 0;
      boolean wanted = false;
      for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
        if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
          wanted = line.endsWith(file);
        } else if (wanted && line.startsWith("Rss:")) {
          most = Math.max(most, Long.parseLong(line.replaceAll("[^0-9]", "")) << 10);
        }
      }
      return most;
    }
  }
}
