package dev.checkpoint4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns by the thousand, each with hardly a value. */
class ManyColumnsTest {
  private static final int COLUMNS = 9_000;

  @TempDir Path directory = Path.of("");

  @Test
  void nineThousandColumnsTakeMemoryForTheirValuesAlone() {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < COLUMNS; i++) {
      row.put("column " + i, i % 2 == 0 ? (Object) i : "text " + i);
    }
    try (CheckpointManager manager = ParquetCheckpointManager.builder(directory).build()) {
      manager.saveRows("wide", List.of(row));
      assertThat(manager.loadRows("wide")).hasValue(List.of(row));
    }
  }
}
