package dev.checkpoint4j.sql;

import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.SaveNotes;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the records of a save; the commit stores them in one transaction. */
final class SqlSink<T> implements RecordSink<T> {
  private final SqlBackend backend;
  private final CheckpointName name;
  private final RecordBinding<T> binding;
  private final String where;
  private @Nullable List<? extends T> given;
  private @Nullable Spool<T> spool;
  private long spooled;

  SqlSink(SqlBackend backend, CheckpointName name, RecordBinding<T> binding, String where) {
    this.backend = backend;
    this.name = name;
    this.binding = binding;
    this.where = where;
  }

  @Override
  public void write(List<? extends T> records) {
    Spool<T> open = spool;
    if (open == null) {
      open = new Spool<>(binding, where);
      spool = open;
    }
    for (T record : records) {
      try {
        open.add(record);
        spooled++;
      } catch (RowProblem problem) {
        throw problem.at(where + ", row " + (spooled + 1));
      }
    }
  }

  @Override
  public void writeAll(List<? extends T> records) {
    given = records;
  }

  /** Refuses what the commit would refuse; the rows themselves are inserted by the commit alone. */
  @Override
  public void prepare() {
    RecordCodec.Encoder<T> encoder = RecordCodec.encoder(Spec.of(binding.type()), binding);
    long[] row = new long[1];
    forEach(
        record -> {
          row[0]++;
          try {
            encoder.values(record);
          } catch (RowProblem problem) {
            throw problem.at(where + ", row " + row[0]);
          }
        });
  }

  @Override
  public SaveResult commit(SaveNotes notes) {
    return backend.store(name, binding, this::forEach, notes, where);
  }

  private void forEach(Consumer<T> sink) {
    if (given != null) {
      given.forEach(sink);
    } else if (spool != null) {
      spool.replay(sink);
    }
  }

  @Override
  public void close() {
    given = null;
    if (spool != null) {
      spool.close();
    }
  }
}
