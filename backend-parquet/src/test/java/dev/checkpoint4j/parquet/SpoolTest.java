package dev.checkpoint4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows with no class that come one by one. */
class SpoolTest {
  private static final int ROWS = 40_000;

  @TempDir Path directory = Path.of("");

  @Test
  void rowsThatComeOneByOneMayBringNewColumnsAndTypesAtTheEnd() throws IOException {
    try (CheckpointManager manager = ParquetCheckpointManager.builder(directory).build()) {
      try (CheckpointWriter<Map<String, Object>> writer = manager.rowWriter("rows")) {
        for (int i = 0; i < ROWS; i++) {
          writer.write(row(i));
        }
        writer.commit();
      }
      List<Map<String, Object>> loaded = manager.loadRows("rows").orElseThrow();
      assertThat(loaded).hasSize(ROWS);
      for (int i = 0; i < ROWS; i++) {
        assertThat(loaded.get(i)).isEqualTo(row(i));
      }
      assertThat(temporaryFiles()).isEmpty();
    }
  }

  @Test
  void aRowThatIsChangedAfterItWasWrittenIsKeptAsItWas() {
    try (CheckpointManager manager = ParquetCheckpointManager.builder(directory).build()) {
      try (CheckpointWriter<Map<String, Object>> writer = manager.rowWriter("rows")) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
          row.put("id", i);
          writer.write(new LinkedHashMap<>(row));
        }
        writer.commit();
      }
      assertThat(manager.loadRows("rows").orElseThrow().get(999)).isEqualTo(Map.of("id", 999));
    }
  }

  @Test
  void aWriterThatIsNotCommittedLeavesNoTemporaryFile() throws IOException {
    try (CheckpointManager manager = ParquetCheckpointManager.builder(directory).build()) {
      try (CheckpointWriter<Map<String, Object>> writer = manager.rowWriter("rows")) {
        for (int i = 0; i < ROWS; i++) {
          writer.write(row(i));
        }
        assertThat(temporaryFiles()).hasSizeGreaterThan(1);
      }
      assertThat(temporaryFiles()).isEmpty();
      assertThat(manager.exists("rows")).isFalse();
    }
  }

  private static Map<String, Object> row(int i) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", i == ROWS - 1 ? "the last" : i);
    row.put("text", "a text of some length, the same in most rows, but for its number " + i);
    row.put("more", List.of(1, 2, i));
    row.put("padding", "0123456789".repeat(10));
    if (i == ROWS - 2) {
      row.put("late", 1.5);
    }
    return row;
  }

  private List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(".checkpoint4j/tmp"))) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }
}
