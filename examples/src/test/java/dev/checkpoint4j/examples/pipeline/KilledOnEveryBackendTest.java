package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pipeline is killed at {@code -Dcheckpoint4j.kills=} random instants, on the real
 * conversations where they are: no row is computed twice but those that were not flushed yet, and
 * the result is that of one run.
 */
class KilledOnEveryBackendTest {
  private static final Path REAL =
      Path.of("../../shared/data/real/conversations.jsonl").toAbsolutePath();
  private static final int STEPS = 6;

  /** How far a process may come; when all rows are there it is left to end, or to be killed. */
  private static final int FURTHEST_ROW = 150;

  private static final int MAX_MILLIS_LATER = 30;

  private final Path directory;

  KilledOnEveryBackendTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl:#", "parquet:#", "hf-dataset:#", "sql:#.db"})
  void theResultIsThatOfOneRunAndHardlyAnyRowIsComputedTwice(String url) throws Exception {
    long seed = 20261121;
    Random random = new Random(seed);
    int kills = Integer.getInteger("checkpoint4j.kills", 3);
    for (int i = 0; i < kills; i++) {
      try (PipelineProcess process = start(url, "killed")) {
        long row = computed("killed") + random.nextInt(FURTHEST_ROW);
        process.killWhen(() -> computed("killed") > row, random.nextInt(MAX_MILLIS_LATER));
      }
    }
    finish(url, "killed");
    finish(url, "whole");

    assertThat(contents(url, "killed")).as("seed %s", seed).isEqualTo(contents(url, "whole"));
    long rows = computed("whole");
    assertThat(computed("killed"))
        .isBetween(rows, rows + (long) kills * (StepRunner.FLUSH_ROWS + 1));
    System.out.printf(
        "%d kills on %s: %d rows computed instead of %d%n", kills, url, computed("killed"), rows);
  }

  private PipelineProcess start(String url, String run) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(url.replace("#", run), directory.resolve(run + ".count") + ""));
    if (Files.exists(REAL)) {
      arguments.add(REAL.toString());
    }
    return PipelineProcess.start(
        CountedPipeline.class, directory, arguments.toArray(String[]::new));
  }

  private void finish(String url, String run) throws IOException, InterruptedException {
    try (PipelineProcess process = start(url, run)) {
      List<String> lines = process.finish();
      assertThat(process.exitCode()).as("%s", lines).isZero();
    }
  }

  private long computed(String run) throws IOException {
    Path counter = directory.resolve(run + ".count");
    return Files.exists(counter) ? Files.size(counter) : 0;
  }

  /** All checkpoints as the bytes of JSON Lines files, which say the same of equal rows alone. */
  private Map<String, String> contents(String url, String run) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    String place = directory.resolve(run).toString();
    Path lines = directory.resolve(run + "-lines");
    try (CheckpointManager store = CheckpointManagers.open(url.replace("#", place));
        CheckpointManager copy = CheckpointManagers.open("jsonl:" + lines)) {
      for (String name : store.list()) {
        copy.saveRows(name, store.loadRows(name).orElseThrow());
        contents.put(name, Files.readString(lines.resolve(name + ".jsonl")));
      }
    }
    assertThat(contents).hasSize(STEPS);
    return contents;
  }
}
