package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is killed costs the step it was in, and no other. */
class KilledPipelineTest {
  private static final List<String> STEPS =
      List.of(
          "conversations", "summaries", "embedded", "clusters", "meta_clusters", "dimensionality");

  private final Path directory;

  KilledPipelineTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void killedInTheMiddleOfASaveTheNextRunComputesThatStepAndTheOnesAfterIt(int step)
      throws Exception {
    String at = STEPS.get(step);
    try (PipelineProcess first =
        PipelineProcess.start(directory, "--store", "halting:killed?at=" + at)) {
      first.killAt(HaltingProvider.SIGN);
    }

    List<String> resumed = Cli.run(directory.resolve("killed")).lines();

    assertThat(Cli.steps(resumed, "reused")).isEqualTo(STEPS.subList(0, step));
    assertThat(Cli.steps(resumed, "computed")).isEqualTo(STEPS.subList(step, STEPS.size()));
    assertThat(files("killed")).isEqualTo(uninterrupted());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void killedRightAfterAStepIsLoggedThatStepIsNotLost(int step) throws Exception {
    String logged = "INFO " + STEPS.get(step) + ": computed";
    try (PipelineProcess first = PipelineProcess.start(directory, "--store", "jsonl:killed")) {
      first.killAt(logged);
    }

    List<String> resumed = Cli.run(directory.resolve("killed")).lines();

    assertThat(Cli.steps(resumed, "reused"))
        .startsWith(STEPS.subList(0, step + 1).toArray(String[]::new));
    assertThat(files("killed")).isEqualTo(uninterrupted());
  }

  @Test
  void outputThatIsNoTerminalHasOneLogLineAStepAndNoControlCharacters() throws Exception {
    try (PipelineProcess process = PipelineProcess.start(directory, "--store", "jsonl:c")) {
      List<String> lines = process.finish();

      assertThat(process.exitCode()).isZero();
      assertThat(lines).noneMatch(line -> line.chars().anyMatch(c -> c < ' '));
      for (String step : STEPS) {
        assertThat(lines)
            .filteredOn(line -> line.contains("INFO " + step + ": computed, "))
            .hasSize(1);
      }
      assertThat(lines).hasSizeLessThan(50);
    }
  }

  private Map<String, String> uninterrupted() throws IOException {
    Cli.run(directory.resolve("whole"));
    return files("whole");
  }

  /** The data files by name; what the store keeps for itself has times of its own. */
  private Map<String, String> files(String store) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(directory.resolve(store))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    assertThat(files).containsKeys("conversations.jsonl", "dimensionality.jsonl");
    return files;
  }
}
