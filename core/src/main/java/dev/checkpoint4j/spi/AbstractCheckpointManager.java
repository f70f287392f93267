package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointQuery;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.Verification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manager in front of a {@link Backend}: checks arguments, makes names and bindings, refuses
 * calls after a close, runs queries and logs one line for each save and load. A backend's public
 * manager extends it and adds its builder.
 */
public abstract class AbstractCheckpointManager implements CheckpointManager {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointManager.class);

  private final Backend backend;
  private final boolean enabled;
  private volatile boolean closed;

  /**
   * Wraps a backend, which is closed with the manager.
   *
   * @param enabled false for a manager that saves nothing and finds nothing
   */
  protected AbstractCheckpointManager(Backend backend, boolean enabled) {
    this.backend = Objects.requireNonNull(backend, "backend");
    this.enabled = enabled;
  }

  /** The backend; throws {@link IllegalStateException} after a close. */
  protected final Backend backend() {
    if (closed) {
      throw new IllegalStateException("This " + backend.format() + " checkpoint manager is closed");
    }
    return backend;
  }

  /** Whether it saves and finds anything. */
  public final boolean isEnabled() {
    return enabled;
  }

  @Override
  public final <T> SaveResult save(String name, TypeRef<T> type, List<? extends T> records) {
    Objects.requireNonNull(records, "records");
    try (SinkWriter<T> writer = open(name, type)) {
      writer.writeAll(records);
      return writer.commit();
    }
  }

  @Override
  public final <T> CheckpointWriter<T> writer(String name, TypeRef<T> type) {
    return open(name, type);
  }

  private <T> SinkWriter<T> open(String name, TypeRef<T> type) {
    CheckpointName checked = CheckpointName.of(name);
    RecordBinding<T> binding = RecordBinding.of(Objects.requireNonNull(type, "type"));
    Backend open = backend();
    RecordSink<T> sink = enabled ? open.write(checked, binding) : new DisabledSink<>(checked);
    return new SinkWriter<>(sink, checked, open);
  }

  @Override
  public final <T> Optional<List<T>> load(String name, TypeRef<T> type) {
    long start = System.nanoTime();
    CheckpointName checked = CheckpointName.of(name);
    Optional<RecordSource<T>> opened = source(checked, plan(type));
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (RecordSource<T> source = opened.get()) {
      List<T> records = Collections.unmodifiableList(source.readAll());
      LOG.info(
          "Loaded checkpoint {} from {} {}: {} rows in {} ms",
          checked,
          backend.format(),
          backend.location(),
          records.size(),
          millisSince(start));
      return Optional.of(records);
    }
  }

  @Override
  public final <T> Stream<T> stream(String name, TypeRef<T> type) {
    return stream(CheckpointName.of(name), plan(type));
  }

  private static <T> ReadPlan<T> plan(TypeRef<T> type) {
    return ReadPlan.all(RecordBinding.of(Objects.requireNonNull(type, "type")));
  }

  final <T> Stream<T> stream(CheckpointName name, ReadPlan<T> plan) {
    return source(name, plan).map(SourceStreams::of).orElseGet(Stream::empty);
  }

  final <T> Optional<RecordSource<T>> source(CheckpointName name, ReadPlan<T> plan) {
    Backend open = backend();
    return enabled ? open.read(name, plan) : Optional.empty();
  }

  @Override
  public final <T> CheckpointQuery<T> query(String name, TypeRef<T> type) {
    backend();
    return new PlannedQuery<>(this, CheckpointName.of(name), plan(type));
  }

  @Override
  public final List<String> list() {
    Backend open = backend();
    if (!enabled) {
      return List.of();
    }
    return open.list().stream().sorted().map(CheckpointName::value).toList();
  }

  @Override
  public final Optional<CheckpointInfo> info(String name) {
    CheckpointName checked = CheckpointName.of(name);
    Backend open = backend();
    return enabled ? open.info(checked) : Optional.empty();
  }

  @Override
  public final boolean delete(String name) {
    CheckpointName checked = CheckpointName.of(name);
    Backend open = backend();
    boolean deleted = enabled && open.delete(checked);
    if (deleted) {
      LOG.info("Deleted checkpoint {} from {} {}", checked, open.format(), open.location());
    }
    return deleted;
  }

  @Override
  public final Optional<CheckpointInfo> accept(String name) {
    CheckpointName checked = CheckpointName.of(name);
    Backend open = backend();
    return enabled ? open.accept(checked) : Optional.empty();
  }

  @Override
  public final Verification verify(String name) {
    CheckpointName checked = CheckpointName.of(name);
    Backend open = backend();
    return enabled
        ? open.verify(checked)
        : new Verification(checked.value(), Verification.Status.ABSENT, 0, 0, Optional.empty());
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      backend.close();
    }
  }

  /** The format and the place, without secrets. */
  @Override
  public final String toString() {
    return getClass().getSimpleName()
        + "["
        + backend.location()
        + (enabled ? "" : ", disabled")
        + (closed ? ", closed" : "")
        + "]";
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** Stores nothing; counts what it was given. */
  private static final class DisabledSink<T> implements RecordSink<T> {
    private final CheckpointName name;
    private long rows;

    DisabledSink(CheckpointName name) {
      this.name = name;
    }

    @Override
    public void write(List<? extends T> records) {
      rows += records.size();
    }

    @Override
    public SaveResult commit() {
      return new SaveResult(name.value(), false, 0, rows, 0, Optional.empty());
    }

    @Override
    public void close() {}
  }

  /** Collects single records into batches and guards the order of calls. */
  private static final class SinkWriter<T> implements CheckpointWriter<T> {
    private static final int BATCH_ROWS = 256;

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
      requireOpen();
      flush();
      state = State.FAILED;
      SaveResult result = sink.commit();
      state = State.COMMITTED;
      if (result.saved()) {
        LOG.info(
            "Saved checkpoint {} to {} {}: {} rows, {} bytes in {} ms",
            name,
            backend.format(),
            backend.location(),
            result.rows(),
            result.bytes(),
            millisSince(start));
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
}
