package dev.checkpoint4j.kit;

import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowWriter;
import dev.checkpoint4j.spi.SaveNotes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns records into rows, and into the current version at the commit. */
final class InMemorySink<T> implements RecordSink<T> {
  private final InMemoryVersions versions;
  private final CheckpointName name;
  private final String where;
  private final RowWriter<T> writer;
  private final List<T> records = new ArrayList<>();
  private @Nullable List<@Nullable Object[]> rows;

  InMemorySink(
      InMemoryVersions versions, CheckpointName name, RecordBinding<T> binding, String where) {
    this.versions = versions;
    this.name = name;
    this.where = where;
    this.writer = binding.rowWriter();
  }

  @Override
  public void write(List<? extends T> added) {
    for (T record : added) {
      try {
        writer.learn(record);
      } catch (RowProblem e) {
        throw e.at(where + ", row " + (records.size() + 1));
      }
      records.add(record);
    }
  }

  @Override
  public void prepare() {
    // The schema of rows with no class is complete only after the last record.
    List<@Nullable Object[]> made = new ArrayList<>(records.size());
    for (T record : records) {
      try {
        made.add(InMemoryVersion.copyRow(writer.toRow(record)));
      } catch (RowProblem e) {
        throw e.at(where + ", row " + (made.size() + 1));
      }
    }
    rows = made;
    records.clear();
  }

  @Override
  public SaveResult commit(SaveNotes notes) {
    if (rows == null) {
      prepare();
    }
    InMemoryVersion saved =
        new InMemoryVersion(
            0,
            Instant.now(),
            writer.schema(),
            Objects.requireNonNull(rows),
            notes.fingerprint(),
            Set.of());
    return versions.add(name, saved, notes.numbering());
  }

  @Override
  public void close() {
    records.clear();
  }
}
