package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.record.Cluster;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that save and load one name at once. Threads are the contract's. */
class ConcurrencyTest {
  private static final int ROWS = 20;

  @TempDir private Path directory;

  /** The program of the child processes: {@code <url> <generation> <saves>}. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      int generation = Integer.parseInt(arguments[1]);
      try (SqlCheckpointManager manager = (SqlCheckpointManager) open(arguments[0])) {
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
          manager.save("c", Cluster.class, clusters(generation + i));
          assertWhole(manager.load("c", Cluster.class).orElseThrow());
        }
      }
      System.out.println("done");
    }
  }

  private static dev.checkpoint4j.CheckpointManager open(String url) {
    return dev.checkpoint4j.CheckpointManagers.open(url);
  }

  private static List<Cluster> clusters(int generation) {
    return IntStream.range(0, ROWS)
        .mapToObj(
            i ->
                new Cluster(
                    "g" + generation, "n" + i, "d", "s", List.of("g" + generation, "c"), null))
        .toList();
  }

  private static void assertWhole(List<Cluster> loaded) {
    assertThat(loaded).isEqualTo(clusters(Integer.parseInt(loaded.get(0).id().substring(1))));
  }

  private static Process start(String url, int number, int saves) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            url,
            Integer.toString(number * 1000),
            Integer.toString(saves))
        .redirectErrorStream(true)
        .start();
  }

  private static void compete(String url, int processes, int saves) throws Exception {
    List<Process> children = new ArrayList<>();
    try {
      for (int i = 1; i <= processes; i++) {
        children.add(start(url, i, saves));
      }
      for (Process child : children) {
        try (BufferedReader output = child.inputReader()) {
          List<String> lines = output.lines().toList();
          assertThat(lines).as("%s", lines).contains("done");
        }
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      children.forEach(Process::destroyForcibly);
    }
    try (SqlCheckpointManager manager = (SqlCheckpointManager) open(url)) {
      assertWhole(manager.load("c", Cluster.class).orElseThrow());
      assertThat(manager.info("c").orElseThrow().version()).isEqualTo((long) processes * saves);
    }
  }

  @Test
  void fourProcessesOnANewSqliteFileNeverFindItLocked() throws Exception {
    compete("sql:" + directory.resolve("c.db"), 4, 25);
  }

  @Test
  void twoProcessesOnPostgresBothSucceedAndTheLastCommitWinsWhole() throws Exception {
    compete("sql:" + Servers.postgres() + "&run=compete", 2, 25);
  }

  @Test
  void twoProcessesOnMariadbBothSucceedAndTheLastCommitWinsWhole() throws Exception {
    compete("sql:" + Servers.mariadb() + "&run=compete", 2, 25);
  }
}
