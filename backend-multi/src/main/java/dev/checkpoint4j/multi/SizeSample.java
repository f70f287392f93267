package dev.checkpoint4j.multi;

import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.SaveNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The first rows of a checkpoint, from which its size in another store is estimated. */
final class SizeSample {
  private final CheckpointName name;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  SizeSample(CheckpointName name) {
    this.name = name;
  }

  void add(List<Map<String, Object>> batch) {
    int room = Migration.DEFAULT_SAMPLE_ROWS - rows.size();
    rows.addAll(batch.subList(0, Math.min(room, batch.size())));
  }

  /** From two samples, so that what a file takes whatever its rows is not multiplied. */
  long estimate(Backend samples, long total) {
    long all = sampled(samples, rows);
    if (total == rows.size()) {
      return all;
    }
    int half = rows.size() / 2;
    double perRow = (double) (all - sampled(samples, rows.subList(0, half))) / half;
    return all + Math.round(Math.max(0, perRow) * (total - rows.size()));
  }

  private long sampled(Backend store, List<Map<String, Object>> sample) {
    try (RecordSink<Map<String, Object>> sink = RowCopy.sink(store, name)) {
      sink.writeAll(sample);
      long bytes = sink.commit(SaveNotes.NONE).bytes();
      store.delete(name);
      return bytes;
    }
  }
}
