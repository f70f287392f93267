package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed at random instants of their saves and steps. */
class KillTest {
  private static final int STEP_ROWS = 200;
  private static final int FLUSH_ROWS = 20;

  private final List<Process> children = new ArrayList<>();

  @AfterEach
  void endChildren() {
    children.forEach(Process::destroyForcibly);
  }

  /** Begins the contract's program for child processes. */
  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.checkpoint4j.kit.KitChild"));
    command.addAll(List.of(arguments));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    children.add(child);
    return child;
  }

  /** As {@code kill -9}; what it said can still be read. */
  private static void kill(Process child) throws InterruptedException {
    child.toHandle().destroyForcibly();
    child.waitFor();
  }

  private static long generation(CheckpointManager store) {
    List<Map<String, Object>> rows = store.loadRows("killed").orElseThrow();
    Object generation = rows.get(0).get("generation");
    assertThat(rows)
        .hasSize(50)
        .allSatisfy(r -> assertThat(r).containsEntry("generation", generation));
    return Long.parseLong(String.valueOf(generation));
  }

  /**
   * Kills savers.
   *
   * @param alone whether a database has one process at a time
   */
  private void killSaves(String url, int kills, boolean alone) throws Exception {
    long seed = Long.getLong("checkpoint4j.seed", System.nanoTime());
    System.out.println("kills: -Dcheckpoint4j.seed=" + seed);
    Random random = new Random(seed);
    long first = 1;
    Process next = start("save", url, "killed");
    for (int i = 0; i < kills; i++) {
      Process child = next;
      try (BufferedReader said = child.inputReader()) {
        assertThat(said.readLine()).isEqualTo("ready");
        child.outputWriter().append(first + "\n").flush();
        if (!alone) {
          next = start("save", url, "killed");
        }
        assertThat(said.readLine()).startsWith("ack ");
        TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
        kill(child);
        long acknowledged = first;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
          acknowledged = Long.parseLong(line.substring(4));
        }
        try (CheckpointManager store = CheckpointManagers.open(url)) {
          long loaded = generation(store);
          assertThat(loaded).as("kill %s", i).isBetween(acknowledged, acknowledged + 1);
          assertThat(store.verify("killed").status()).isEqualTo(Verification.Status.INTACT);
          first = loaded + 1;
        }
        if (alone) {
          next = start("save", url, "killed");
        }
      }
    }
  }

  /** What a step loses to a kill is less than one flush, and the next process goes on at once. */
  private void killSteps(String url, int kills) throws Exception {
    Random random = new Random();
    int computed = 0;
    TreeSet<Integer> rows = new TreeSet<>();
    for (int i = 0; i <= kills; i++) {
      Process child = start("step", url, "stepped", Integer.toString(STEP_ROWS), "1");
      int until = i == kills ? Integer.MAX_VALUE : FLUSH_ROWS + random.nextInt(25);
      int own = 0;
      try (BufferedReader said = child.inputReader()) {
        String line = said.readLine();
        while (line != null && own < until && line.startsWith("computed ")) {
          own++;
          computed++;
          rows.add(Integer.parseInt(line.substring(9, line.length() - 1)));
          line = said.readLine();
        }
        if (i == kills) {
          assertThat(line).isEqualTo("done");
        } else {
          kill(child);
          while (line != null && line.endsWith(".")) {
            computed++;
            rows.add(Integer.parseInt(line.substring(9, line.length() - 1)));
            line = said.readLine();
          }
        }
      }
    }
    assertThat(rows).hasSize(STEP_ROWS);
    assertThat(computed).isLessThanOrEqualTo(STEP_ROWS + kills * FLUSH_ROWS);
    try (CheckpointManager store = CheckpointManagers.open(url)) {
      assertThat(store.loadRows("stepped").orElseThrow())
          .extracting(row -> Integer.parseInt(String.valueOf(row.get("number"))))
          .containsExactlyElementsOf(rows);
    }
  }

  @Test
  void onSqlite(@TempDir Path directory) throws Exception {
    killSaves("sql:" + directory.resolve("c.db"), 5, false);
    killSteps("sql:" + directory.resolve("c.db"), 2);
  }

  @Test
  void onH2(@TempDir Path directory) throws Exception {
    killSaves("sql:jdbc:h2:file:" + directory.resolve("c") + ";WRITE_DELAY=0", 2, true);
  }

  @Test
  void onPostgres() throws Exception {
    killSaves("sql:" + Servers.postgres() + "&run=kills", 2, false);
    killSteps("sql:" + Servers.postgres() + "&run=kills", 1);
  }

  @Test
  void onMariadb() throws Exception {
    killSaves("sql:" + Servers.mariadb() + "&run=kills", 2, false);
    killSteps("sql:" + Servers.mariadb() + "&run=kills", 1);
  }
}
