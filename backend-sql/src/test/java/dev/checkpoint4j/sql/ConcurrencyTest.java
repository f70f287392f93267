package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.record.Cluster;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of several threads that save and load one name at once. */
class ConcurrencyTest {
  private static final int ROWS = 20;

  @TempDir private Path directory;

  /** The program of the child processes: {@code <url> <number> <threads> <saves>}. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      try (CheckpointManager manager = CheckpointManagers.open(arguments[0])) {
        work(
            manager,
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
      }
      System.out.println("done");
    }
  }

  /** Threads that save and load; every one of their calls succeeds, and every list is whole. */
  private static void work(CheckpointManager manager, int number, int threads, int saves)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = (number * 100 + thread) * 1000;
        all.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < saves; i++) {
                    manager.save("c", Cluster.class, clusters(first + i));
                    assertWhole(manager.load("c", Cluster.class).orElseThrow());
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
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

  private static Process start(String url, int number, int threads, int saves) throws Exception {
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
            Integer.toString(number),
            Integer.toString(threads),
            Integer.toString(saves))
        .redirectErrorStream(true)
        .start();
  }

  private static void compete(String url, int processes, int threads, int saves) throws Exception {
    List<Process> children = new ArrayList<>();
    try {
      for (int i = 1; i <= processes; i++) {
        children.add(start(url, i, threads, saves));
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
    try (CheckpointManager manager = CheckpointManagers.open(url)) {
      assertWhole(manager.load("c", Cluster.class).orElseThrow());
      assertThat(manager.info("c").orElseThrow().version())
          .isEqualTo((long) processes * threads * saves);
    }
  }

  @Test
  void fourProcessesOfEightThreadsOnANewSqliteFileNeverFindItLocked() throws Exception {
    compete("sql:" + directory.resolve("c.db"), 4, 8, 4);
  }

  @Test
  void twoProcessesOnPostgresBothSucceedAndTheLastCommitWinsWhole() throws Exception {
    compete("sql:" + Servers.postgres() + "&run=compete", 2, 2, 10);
  }

  @Test
  void twoProcessesOnMariadbBothSucceedAndTheLastCommitWinsWhole() throws Exception {
    compete("sql:" + Servers.mariadb() + "&run=compete", 2, 2, 10);
  }
}
