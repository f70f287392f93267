package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.SaveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects single records into batches and guards the order of calls. */
final class SinkWriter<T> implements CheckpointWriter<T> {
  private static final int BATCH_ROWS = 256;

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointManager.class);

  private enum State {
    OPEN,
    FAILED,
    COMMITTED,
    CLOSED
  }

  private final RecordSink<T> sink;
  private final CheckpointName name;
  private final Backend backend;
  private final long start = System.nanoTime();
  private final List<T> batch = new ArrayList<>();
  private State state = State.OPEN;

  SinkWriter(RecordSink<T> sink, CheckpointName name, Backend backend) {
    this.sink = sink;
    this.name = name;
    this.backend = backend;
  }

  @Override
  public void write(T record) {
    requireOpen();
    batch.add(record);
    if (batch.size() == BATCH_ROWS) {
      flush();
    }
  }

  void writeList(List<? extends T> records) {
    requireOpen();
    state = State.FAILED;
    sink.write(records);
    state = State.OPEN;
  }

  /** The only records of this save. */
  void writeAll(List<? extends T> records) {
    requireOpen();
    state = State.FAILED;
    sink.writeAll(records);
    state = State.OPEN;
  }

  private void flush() {
    if (!batch.isEmpty()) {
      writeList(batch);
      batch.clear();
    }
  }

  @Override
  public SaveResult commit() {
    return commit(SaveNotes.NONE);
  }

  SaveResult commit(SaveNotes notes) {
    requireOpen();
    flush();
    state = State.FAILED;
    SaveResult result = sink.commit(notes);
    state = State.COMMITTED;
    if (result.saved()) {
      LOG.info(
          "Saved checkpoint {} to {} {}: {} rows, {} bytes in {} ms",
          name,
          backend.format(),
          backend.location(),
          result.rows(),
          result.bytes(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
    return result;
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException(
          switch (state) {
            case COMMITTED -> "The writer of checkpoint \"" + name + "\" has committed already";
            case CLOSED -> "The writer of checkpoint \"" + name + "\" is closed";
            default ->
                "The writer of checkpoint \""
                    + name
                    + "\" failed before; close it and save again from the start";
          });
    }
  }

  @Override
  public void close() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      sink.close();
    }
  }
}
