package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointQuery;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.Explanation;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.ResumableStep;
import dev.checkpoint4j.Reuse;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.StepBuilder;
import dev.checkpoint4j.StepFailure;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.VersionDiff;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.internal.reuse.Differ;
import dev.checkpoint4j.internal.reuse.Reuser;
import dev.checkpoint4j.internal.step.RecordStep;
import dev.checkpoint4j.internal.step.Steps;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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

  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Backend backend;
  private final boolean enabled;
  private final Reuser reuser;
  private volatile boolean closed;

  /**
   * Wraps a backend, which is closed with the manager.
   *
   * @param enabled false for a manager that saves nothing and finds nothing
   */
  protected AbstractCheckpointManager(Backend backend, boolean enabled) {
    this.backend = Objects.requireNonNull(backend, "backend");
    this.enabled = enabled;
    this.reuser = new Reuser(backend);
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
    return save(name, type, records, SaveNotes.NONE);
  }

  @Override
  public final <T> SaveResult save(
      String name, TypeRef<T> type, List<? extends T> records, Fingerprint fingerprint) {
    Objects.requireNonNull(records, "records");
    return save(name, type, records, SaveNotes.of(fingerprint));
  }

  private <T> SaveResult save(
      String name, TypeRef<T> type, List<? extends T> records, SaveNotes notes) {
    try (SinkWriter<T> writer = open(name, type)) {
      writer.writeAll(records);
      return writer.commit(notes);
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
  public final <T> List<T> getOrCompute(
      String name,
      TypeRef<T> type,
      Fingerprint fingerprint,
      Reuse reuse,
      Supplier<? extends List<? extends T>> compute) {
    CheckpointName checked = CheckpointName.of(name);
    RecordBinding<T> binding = RecordBinding.of(Objects.requireNonNull(type, "type"));
    Objects.requireNonNull(fingerprint, "fingerprint");
    backend();
    return enabled
        ? reuser.getOrCompute(checked, binding, fingerprint, reuse, compute)
        : Collections.unmodifiableList(Reuser.<T>compute(checked, compute));
  }

  @Override
  public final Explanation explain(String name, Fingerprint fingerprint) {
    CheckpointName checked = CheckpointName.of(name);
    Objects.requireNonNull(fingerprint, "fingerprint");
    backend();
    return enabled
        ? reuser.explain(checked, fingerprint)
        : new Explanation(checked.value(), false, 0, List.of("the store is disabled"));
  }

  @Override
  public final List<VersionInfo> versions(String name) {
    CheckpointName checked = CheckpointName.of(name);
    Backend open = backend();
    return enabled ? open.versions(checked) : List.of();
  }

  @Override
  public final <T> Optional<List<T>> load(String name, TypeRef<T> type, long version) {
    CheckpointName checked = CheckpointName.of(name);
    ReadPlan<T> plan = plan(type);
    Backend open = backend();
    if (!enabled) {
      return Optional.empty();
    }
    return open.read(checked, plan, version).map(AbstractCheckpointManager::readAll);
  }

  private static <T> List<T> readAll(RecordSource<T> opened) {
    try (RecordSource<T> source = opened) {
      return Collections.unmodifiableList(source.readAll());
    }
  }

  @Override
  public final <T> Stream<T> stream(String name, TypeRef<T> type, long version) {
    CheckpointName checked = CheckpointName.of(name);
    ReadPlan<T> plan = plan(type);
    Backend open = backend();
    return enabled
        ? open.read(checked, plan, version).map(SourceStreams::of).orElseGet(Stream::empty)
        : Stream.empty();
  }

  @Override
  public final boolean tag(String name, long version, String tag) {
    CheckpointName checked = CheckpointName.of(name);
    requireTag(tag);
    Backend open = backend();
    return enabled && open.tag(checked, version, tag);
  }

  @Override
  public final boolean untag(String name, String tag) {
    CheckpointName checked = CheckpointName.of(name);
    requireTag(tag);
    Backend open = backend();
    return enabled && open.untag(checked, tag);
  }

  private static void requireTag(String tag) {
    if (!TAG.matcher(Objects.requireNonNull(tag, "tag")).matches()) {
      throw new IllegalArgumentException(
          "A tag has 1 to 100 of the characters A-Z a-z 0-9 . _ - and begins with a letter or digit");
    }
  }

  @Override
  public final Optional<SaveResult> rollback(String name, long version) {
    CheckpointName checked = CheckpointName.of(name);
    Backend open = backend();
    Optional<SaveResult> result = enabled ? open.rollback(checked, version) : Optional.empty();
    result.ifPresent(
        back ->
            LOG.info("Rolled {} back to version {}, as version {}", name, version, back.version()));
    return result;
  }

  @Override
  public final <T> VersionDiff diff(
      String name,
      TypeRef<T> type,
      long from,
      long to,
      Function<? super T, ?> keyOf,
      Consumer<? super VersionDiff.RowChange> changes) {
    CheckpointName checked = CheckpointName.of(name);
    RecordBinding<T> binding = RecordBinding.of(Objects.requireNonNull(type, "type"));
    Objects.requireNonNull(keyOf, "keyOf");
    Objects.requireNonNull(changes, "changes");
    return new Differ<T>(backend(), checked, binding, keyOf, changes).diff(from, to);
  }

  @Override
  public final PruneReport prune(boolean dryRun) {
    Backend open = backend();
    return enabled ? open.prune(dryRun) : new PruneReport(dryRun, List.of(), 0);
  }

  @Override
  public final <T> ResumableStep<T> resume(
      String name,
      TypeRef<T> type,
      Function<? super T, ?> keyOf,
      Optional<Fingerprint> fingerprint,
      FlushPolicy flush,
      Duration wait) {
    CheckpointName checked = CheckpointName.of(name);
    RecordBinding<T> binding = RecordBinding.of(Objects.requireNonNull(type, "type"));
    Objects.requireNonNull(keyOf, "keyOf");
    return RecordStep.open(working(), checked, binding, keyOf, fingerprint, flush, wait);
  }

  @Override
  public final StepBuilder step(String name) {
    CheckpointName checked = CheckpointName.of(name);
    return Steps.begin(working(), enabled ? reuser : new Reuser(working()), checked);
  }

  @Override
  public final List<StepFailure> failures(String name) {
    return Steps.failures(working(), CheckpointName.of(name));
  }

  @Override
  public final void discardStep(String name) {
    Steps.discard(working(), CheckpointName.of(name));
  }

  /** The backend, or one that keeps nothing. */
  private Backend working() {
    Backend open = backend();
    return enabled ? open : new DisabledBackend(open);
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
}
