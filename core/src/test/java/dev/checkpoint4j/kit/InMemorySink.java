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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns records into rows, and into the current version at the commit. */
final class InMemorySink<T> implements RecordSink<T> {
  private final InMemoryVersions versions;
  private final CheckpointName name;
  private final String where;
  private final RowWriter<T> writer;
  private final List<T> records = new ArrayList<>();

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
  public SaveResult commit() {
    return commit(SaveNotes.NONE);
  }

  @Override
  public SaveResult commit(SaveNotes notes) {
    // The schema of rows with no class is complete only after the last record.
    List<@Nullable Object[]> rows = new ArrayList<>(records.size());
    for (T record : records) {
      try {
        rows.add(InMemoryVersion.copyRow(writer.toRow(record)));
      } catch (RowProblem e) {
        throw e.at(where + ", row " + (rows.size() + 1));
      }
    }
    SaveResult saved =
        versions.add(
            name,
            new InMemoryVersion(
                0, Instant.now(), writer.schema(), rows, notes.fingerprint(), Set.of()));
    records.clear();
    return saved;
  }

  @Override
  public void close() {
    records.clear();
  }
}
