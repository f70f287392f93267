package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.UnsupportedTypeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What record batches rows are divided into, and by how many threads. */
class BatchesTest {
  private static final int SMALL = 1_500;
  private static final int LARGE = 400;

  @TempDir Path directory = Path.of("");

  record Part(@Nullable Boolean known, Map<String, @Nullable Long> counts) {}

  record Row(
      int id,
      @Nullable String text,
      List<@Nullable String> tags,
      List<@Nullable Boolean> flags,
      @Nullable Part part,
      double[] numbers,
      @Nullable LocalDate day) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Row that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
      return id;
    }

    @Override
    public String toString() {
      return id + text + tags + flags + part + java.util.Arrays.toString(numbers) + day;
    }
  }

  private static Row row(int i, int length) {
    List<@Nullable String> tags = new ArrayList<>();
    List<@Nullable Boolean> flags = new ArrayList<>();
    for (int j = i % 4; j > 0; j--) {
      tags.add(j == 2 ? null : "tag \u00e9" + i % 50);
      flags.add(i % 3 == 0 ? null : i % 2 == 0);
    }
    return new Row(
        i,
        i % 11 == 0 ? null : (i % 5 == 0 ? "\u00fc\u4e2d" : "plain ") + "x".repeat(length),
        tags,
        flags,
        i % 7 == 0 ? null : new Part(i % 2 == 0 ? null : i % 3 == 0, Map.of("k" + i % 3, 1L * i)),
        new double[] {i, i / 3.0},
        i % 13 == 0 ? null : LocalDate.of(2000, 1, 1).plusDays(i));
  }

  /** First short rows, from which long batches are concluded, then rows of 50 kB. */
  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < SMALL + LARGE; i++) {
      rows.add(row(i, i < SMALL ? i % 90 : 50_000));
    }
    return rows;
  }

  private CheckpointManager manager(String place, int threads) {
    return HfDatasetCheckpointManager.builder(directory.resolve(place)).threads(threads).build();
  }

  private List<String> shards(String place) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(place).resolve("rows"))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFileIsTheSameForAnyNumberOfThreadsAndAnyKindOfList() throws IOException {
    List<Row> rows = rows();
    for (int threads = 1; threads <= 4; threads++) {
      try (CheckpointManager manager = manager("t" + threads, threads)) {
        manager.save("rows", Row.class, threads == 3 ? new LinkedList<>(rows) : rows);
        assertThat(manager.load("rows", Row.class)).contains(rows);
        assertThat(manager.query("rows", Row.class).where("id >= 1490 and id < 1510").toList())
            .isEqualTo(rows.subList(1_490, 1_510));
      }
      assertThat(shards("t" + threads)).isEqualTo(shards("t1"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 1_023, 1_024, 1_025, 5_000})
  void rowsOfAnyNumberComeBackHoweverTheyAreHandedOver(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(i, 3));
    }
    try (CheckpointManager manager = manager("n", 2)) {
      manager.save("rows", Row.class, rows);
      assertThat(manager.load("rows", Row.class)).contains(rows);
      try (CheckpointWriter<Row> writer = manager.writer("rows", Row.class)) {
        rows.forEach(writer::write);
        writer.commit();
      }
      assertThat(manager.load("rows", Row.class)).contains(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_023, 1_024, 30_000, 59_999})
  void theFirstRowThatCannotBeKeptIsNamed(int bad) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      rows.add(row(i, 3));
    }
    rows.set(bad, new Row(bad, "\ud800", List.of(), List.of(), null, new double[0], null));
    rows.set(59_999, new Row(1, "ok", List.of("\udc00"), List.of(), null, new double[0], null));
    try (CheckpointManager manager = manager("bad", 3)) {
      manager.save("rows", Row.class, rows.subList(0, 0));
      assertThatThrownBy(() -> manager.save("rows", Row.class, rows))
          .isInstanceOf(UnsupportedTypeException.class)
          .hasMessageContaining("row " + (bad + 1) + ",")
          .hasMessageContaining(bad == 59_999 ? "tags[0]" : "\"text\"");
      assertThat(manager.load("rows", Row.class).orElseThrow()).isEmpty();
    }
  }
}
