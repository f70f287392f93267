package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.kit.InMemoryCheckpoints;
import dev.checkpoint4j.spi.AbstractCheckpointManager;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.Backends;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.SaveNotes;
import dev.checkpoint4j.spi.StepLog;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store in memory that fails where it is told to. */
final class FaultyStore extends AbstractCheckpointManager {
  /** Where a store can fail. */
  enum Fault {
    BEGIN,
    WRITE,
    PREPARE,
    COMMIT,
    OPEN,
    OPEN_UNEXPECTEDLY,
    READ_DAMAGED,
    INFO,
    LIST,
    DELETE,
    VERIFY,
    VERSIONS,
    ROLLBACK,
    TAG,
    PRUNE,
    STEP
  }

  final Set<Fault> faults = EnumSet.noneOf(Fault.class);

  private FaultyStore(Faulty backend, boolean enabled) {
    super(backend, enabled);
    backend.faults = faults;
  }

  static FaultyStore open(String place) {
    return open(place, true);
  }

  static FaultyStore open(String place, boolean enabled) {
    Backend memory = Backends.of(new InMemoryCheckpoints(place, true));
    return new FaultyStore(new Faulty(memory), enabled);
  }

  private static final class Faulty implements Backend {
    private final Backend inner;
    private Set<Fault> faults = Set.of();

    Faulty(Backend inner) {
      this.inner = inner;
    }

    private void failAt(Fault fault) {
      if (faults.contains(fault)) {
        throw new CheckpointIOException("made to fail at " + fault);
      }
    }

    @Override
    public String format() {
      return inner.format();
    }

    @Override
    public String location() {
      return inner.location();
    }

    @Override
    public <T> RecordSink<T> write(CheckpointName name, RecordBinding<T> binding) {
      failAt(Fault.BEGIN);
      RecordSink<T> sink = inner.write(name, binding);
      return new RecordSink<>() {
        @Override
        public void write(List<? extends T> records) {
          failAt(Fault.WRITE);
          sink.write(records);
        }

        @Override
        public void prepare() {
          failAt(Fault.PREPARE);
          sink.prepare();
        }

        @Override
        public SaveResult commit(SaveNotes notes) {
          failAt(Fault.COMMIT);
          return sink.commit(notes);
        }

        @Override
        public void close() {
          sink.close();
        }
      };
    }

    @Override
    public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan) {
      failAt(Fault.OPEN);
      if (faults.contains(Fault.OPEN_UNEXPECTEDLY)) {
        throw new IllegalStateException("secret contents");
      }
      return inner.read(name, plan).map(this::damaged);
    }

    private <T> RecordSource<T> damaged(RecordSource<T> source) {
      return new RecordSource<>() {
        @Override
        public @Nullable List<T> nextBatch() {
          if (faults.contains(Fault.READ_DAMAGED)) {
            throw new CorruptCheckpointException("made to look damaged");
          }
          return source.nextBatch();
        }

        @Override
        public void close() {
          source.close();
        }
      };
    }

    @Override
    public List<CheckpointName> list() {
      failAt(Fault.LIST);
      return inner.list();
    }

    @Override
    public Optional<CheckpointInfo> info(CheckpointName name) {
      failAt(Fault.INFO);
      return inner.info(name);
    }

    @Override
    public boolean delete(CheckpointName name) {
      failAt(Fault.DELETE);
      return inner.delete(name);
    }

    @Override
    public Optional<CheckpointInfo> accept(CheckpointName name) {
      return inner.accept(name);
    }

    @Override
    public Verification verify(CheckpointName name) {
      failAt(Fault.VERIFY);
      if (faults.contains(Fault.READ_DAMAGED)) {
        return new Verification(
            name.value(),
            Verification.Status.DAMAGED,
            0,
            0,
            Optional.of(new CorruptCheckpointException("made to look damaged")));
      }
      return inner.verify(name);
    }

    @Override
    public List<VersionInfo> versions(CheckpointName name) {
      failAt(Fault.VERSIONS);
      return inner.versions(name);
    }

    @Override
    public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan, long version) {
      failAt(Fault.OPEN);
      return inner.read(name, plan, version).map(this::damaged);
    }

    @Override
    public Optional<SaveResult> rollback(CheckpointName name, long version) {
      failAt(Fault.ROLLBACK);
      return inner.rollback(name, version);
    }

    @Override
    public boolean tag(CheckpointName name, long version, String tag) {
      failAt(Fault.TAG);
      return inner.tag(name, version, tag);
    }

    @Override
    public boolean untag(CheckpointName name, String tag) {
      failAt(Fault.TAG);
      return inner.untag(name, tag);
    }

    @Override
    public PruneReport prune(boolean dryRun) {
      failAt(Fault.PRUNE);
      return inner.prune(dryRun);
    }

    @Override
    public StepLog openStep(CheckpointName name, Duration wait) {
      failAt(Fault.STEP);
      return inner.openStep(name, wait);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
