package dev.checkpoint4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.examples.stores.DevelopmentAndProduction;
import dev.checkpoint4j.examples.stores.FormatMigration;
import dev.checkpoint4j.examples.stores.GracefulDegradation;
import dev.checkpoint4j.examples.stores.LocalWithBackup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small examples print what they say. */
class SmallExamplesTest {
  private final Path directory;

  SmallExamplesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void quickStartSavesLoadsQueriesWritesAndStreams() throws IOException {
    List<String> first = outputOf(() -> QuickStart.main(new String[] {"jsonl:" + directory}));

    assertThat(first)
        .containsExactly(
            "loaded 3 answers",
            "loaded nothing: true",
            "sure: Scattering. unsure: 1",
            "streamed 10000",
            "answers: 3 rows, version 1",
            "many/answers: 100000 rows, version 1",
            "INTACT");
  }

  @Test
  void aForeignFileIsReadAndAccepted() throws IOException {
    List<String> output = outputOf(() -> ForeignFile.main(new String[] {directory.toString()}));

    assertThat(output)
        .containsExactly(
            "Lighthouses, 1998, null",
            "Clocks, 2011, 4.5",
            "Book[id=1, title=Lighthouses, tags=[sea, light]]",
            "Book[id=2, title=Clocks, tags=[]]",
            "verified: false",
            "verified: true");
  }

  @Test
  void aBackupStandsInForTheLocalCopy() throws IOException {
    assertThat(outputOf(() -> LocalWithBackup.main(new String[] {directory.toString()})))
        .containsExactly(
            "local: true",
            "backup: true",
            "copies are equal: true",
            "without the local copy: true");
  }

  @Test
  void checkpointsMigrateWithoutTheirClass() throws IOException {
    assertThat(outputOf(() -> FormatMigration.main(new String[] {directory.toString()})))
        .containsExactly(
            "step1/topics: MIGRATED, 1 rows", "step2/empty: MIGRATED, 0 rows", "complete: true");
  }

  @Test
  void theEnvironmentChoosesTheStore() throws IOException {
    assertThat(outputOf(() -> DevelopmentAndProduction.main(new String[] {directory.toString()})))
        .containsExactly("JsonlCheckpointManager: [topics]", "MultiCheckpointManager: [topics]");
  }

  @Test
  void aStoreThatFailsIsReportedAndTheWorkGoesOn() throws IOException {
    assertThat(outputOf(() -> GracefulDegradation.main(new String[] {directory.toString()})))
        .containsExactly("shared failed", "local saved", "loaded 1");
  }

  private interface Program {
    void run() throws IOException;
  }

  private static List<String> outputOf(Program program) throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      program.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
