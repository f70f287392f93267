package dev.checkpoint4j.kit;

import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns records into rows, and into the current version at the commit. */
final class InMemorySink<T> implements RecordSink<T> {
  private final ConcurrentMap<CheckpointName, InMemoryVersion> versions;
  private final CheckpointName name;
  private final String where;
  private final RowWriter<T> writer;
  private final List<T> records = new ArrayList<>();
  private @Nullable List<@Nullable Object[]> rows;

  InMemorySink(
      ConcurrentMap<CheckpointName, InMemoryVersion> versions,
      CheckpointName name,
      RecordBinding<T> binding,
      String where) {
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
  public SaveResult commit() {
    return commit(last -> last + 1);
  }

  @Override
  public SaveResult commit(LongUnaryOperator numbering) {
    if (rows == null) {
      prepare();
    }
    List<@Nullable Object[]> made = Objects.requireNonNull(rows);
    InMemoryVersion saved = new InMemoryVersion(1, Instant.now(), writer.schema(), made);
    boolean[] switched = new boolean[1];
    // The commit: one atomic step of the map.
    InMemoryVersion current =
        versions.compute(
            name,
            (key, old) -> {
              long number = numbering.applyAsLong(old == null ? 0 : old.number());
              switched[0] = number >= 0;
              return switched[0] ? saved.withVersion(number) : old;
            });
    long number = current == null ? 0 : current.number();
    return new SaveResult(name.value(), switched[0], number, made.size(), 0, Optional.empty());
  }

  @Override
  public void close() {
    records.clear();
  }
}
