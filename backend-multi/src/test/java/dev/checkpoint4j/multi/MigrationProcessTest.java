package dev.checkpoint4j.multi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.VersionInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations in a process of their own: killed in the middle, and with a small heap. */
class MigrationProcessTest {
  private static final TypeRef<Map<String, Object>> ROW = TypeRef.mapRow();

  private final Path dir;

  MigrationProcessTest(@TempDir Path dir) {
    this.dir = dir;
  }

  /** The program of the child: migrates, and says a line for each batch that it copied. */
  public static final class Child {
    private Child() {}

    /** Takes the URLs of the source and the target. */
    public static void main(String[] urls) {
      MigrationListener teller =
          new MigrationListener() {
            @Override
            public void copied(String name, long rows) {
              System.out.println("copied " + name + " " + rows);
            }
          };
      try (CheckpointManager from = CheckpointManagers.open(urls[0]);
          CheckpointManager to = CheckpointManagers.open(urls[1])) {
        boolean complete = Migration.from(from).to(to).listener(teller).run().isComplete();
        System.out.println(complete ? "complete" : "incomplete");
      }
    }
  }

  private String url(String format, String place) {
    return format + ":" + dir.resolve(place) + "?keep=3";
  }

  private Process child(String from, String to) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            from,
            to)
        .redirectErrorStream(true)
        .start();
  }

  private static void write(CheckpointManager store, String name, int rows, String padding) {
    try (CheckpointWriter<Map<String, Object>> writer = store.rowWriter(name)) {
      for (int i = 0; i < rows; i++) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", i);
        row.put("text", padding + Integer.toHexString(i * 0x9E3779B9));
        row.put("scores", List.of(i / 3.0, i / 7.0));
        writer.write(row);
      }
      writer.commit();
    }
  }

  @Test
  void aKilledMigrationGoesOnWhereItWasAndEndsEqual() throws Exception {
    String from = url("jsonl", "from");
    String to = url("parquet", "to");
    try (CheckpointManager source = CheckpointManagers.open(from)) {
      for (int version = 1; version <= 3; version++) {
        write(source, "a", 3_000, "version " + version + " ");
      }
      write(source, "b", 8_000, "");
      write(source, "step/c", 2_000, "");
      for (int kill = 1; kill <= 3; kill++) {
        killAfter(from, to, kill * 11);
        try (CheckpointManager target = CheckpointManagers.open(to)) {
          for (String name : target.list()) {
            // Whole versions alone, under the numbers that they have in the source.
            for (VersionInfo version : target.versions(name)) {
              assertThat(target.load(name, ROW, version.version()))
                  .isEqualTo(source.load(name, ROW, version.version()));
            }
          }
        }
      }
      try (CheckpointManager target = CheckpointManagers.open(to)) {
        assertThat(Migration.from(source).to(target).run().isComplete()).isTrue();
        assertThat(target.list()).isEqualTo(source.list());
        for (String name : source.list()) {
          List<Long> numbers = numbers(source, name);
          assertThat(numbers(target, name)).isEqualTo(numbers);
          for (long number : numbers) {
            assertThat(target.load(name, ROW, number)).isEqualTo(source.load(name, ROW, number));
          }
        }
        assertThat(Migration.from(source).to(target).run().checkpoints())
            .extracting(MigratedCheckpoint::outcome)
            .containsOnly(MigratedCheckpoint.Outcome.ALREADY_THERE);
      }
    }
  }

  private static List<Long> numbers(CheckpointManager store, String name) {
    return store.versions(name).stream().map(VersionInfo::version).toList();
  }

  /** Kills the child after so many lines, if it is not done before. */
  private void killAfter(String from, String to, int lines) throws Exception {
    Process process = child(from, to);
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < lines; i++) {
        String line = said.readLine();
        assertThat(line).matches("copied .*|complete");
        if ("complete".equals(line)) {
          break;
        }
      }
      process.toHandle().destroyForcibly();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void aLargeCheckpointIsMigratedInASmallHeap() throws Exception {
    String padding = "x".repeat(2_000);
    try (CheckpointManager source = CheckpointManagers.open(url("jsonl", "large"))) {
      write(source, "large", 60_000, padding);
    }
    long bytes = Files.size(dir.resolve("large/large.jsonl"));
    assertThat(bytes).as("more than the child's heap").isGreaterThan(120_000_000);
    for (String target : List.of("parquet", "hf-dataset")) {
      Process process = child(url("jsonl", "large"), url(target, target));
      List<String> last = new ArrayList<>();
      try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
        said.lines().forEach(line -> last.add(0, line));
      }
      assertThat(process.waitFor()).as("%s: %s", target, last.get(0)).isZero();
      assertThat(last.get(0)).as(target).isEqualTo("complete");
    }
  }
}
