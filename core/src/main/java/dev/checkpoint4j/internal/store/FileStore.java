package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StepLog;
import dev.checkpoint4j.spi.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The store of a directory for one file format. {@code docs/format/store.md} describes the files,
 * the commit and what a reader does. Thread-safe; other objects and processes may use the same
 * directory at once.
 */
public final class FileStore implements Backend {
  private final StoreContext context;

  /** A store that is made at the first save; nothing is read or written here. */
  public FileStore(Path directory, FileFormat format, StoreOptions options) {
    this(directory, format, options, () -> RecordBinding.of(TypeRef.mapRow()));
  }

  FileStore(
      Path directory,
      FileFormat format,
      StoreOptions options,
      Supplier<RecordBinding<Map<String, Object>>> rowBinding) {
    this.context = new StoreContext(directory, format, options, rowBinding);
  }

  /** The bytes of files that readers of this process have mapped and not closed yet. */
  public static long mappedBytes() {
    return MappedPart.openBytes();
  }

  @Override
  public String format() {
    return context.format().name();
  }

  @Override
  public String location() {
    return context.directory().toString();
  }

  @Override
  public <T> RecordSink<T> write(CheckpointName name, RecordBinding<T> binding) {
    return FileSink.open(context, name, binding);
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan) {
    Optional<PartDirectory> parts =
        run(Action.LOAD, name, () -> PartDirectory.find(context, Action.LOAD, name));
    if (parts.isPresent()) {
      return Optional.of(new PartSource<>(parts.get(), plan));
    }
    return run(Action.LOAD, name, () -> Opener.open(context, Action.LOAD, name))
        .map(file -> FileSource.open(context, name, file, plan));
  }

  @Override
  public List<CheckpointName> list() {
    try {
      Optional<Root> root = context.root();
      return root.isEmpty() ? List.of() : Listing.of(context, root.get());
    } catch (IOException e) {
      throw Failures.of("Cannot list the checkpoints in " + context.directory(), e);
    }
  }

  @Override
  public Optional<CheckpointInfo> info(CheckpointName name) {
    return run(Action.INSPECT, name, () -> inspect(name, true));
  }

  @Override
  public Optional<CheckpointInfo> summary(CheckpointName name) {
    return run(Action.INSPECT, name, () -> inspect(name, false));
  }

  private Optional<CheckpointInfo> inspect(CheckpointName name, boolean history)
      throws IOException {
    Optional<PartDirectory> parts = PartDirectory.find(context, Action.INSPECT, name);
    if (parts.isPresent()) {
      return Optional.of(parts.get().info());
    }
    Optional<OpenedFile> opened = Opener.open(context, Action.INSPECT, name);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (OpenedFile file = opened.get()) {
      CheckpointInfo info = file.info(context.format());
      if (!history) {
        return Optional.of(info);
      }
      History.Stored stored = History.list(context, name);
      return Optional.of(info.withStored(stored.versions(), stored.bytes()));
    }
  }

  @Override
  public List<VersionInfo> versions(CheckpointName name) {
    return run(Action.INSPECT, name, () -> History.list(context, name).versions());
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan, long version) {
    return run(Action.LOAD, name, () -> History.open(context, name, version))
        .map(file -> FileSource.open(context, name, file, plan));
  }

  @Override
  public Optional<SaveResult> rollback(CheckpointName name, long version) {
    String where = context.where(Action.ROLLBACK, name);
    return change(
            Action.ROLLBACK,
            name,
            root -> new Commit(context, root, name, where).rollback(version),
            Optional.<Version>empty())
        .map(created -> created.result(name));
  }

  @Override
  public boolean tag(CheckpointName name, long version, String tag) {
    return change(Action.TAG, name, root -> new Tags(context, root, name).set(version, tag), false);
  }

  @Override
  public boolean untag(CheckpointName name, String tag) {
    return change(Action.TAG, name, root -> new Tags(context, root, name).remove(tag), false);
  }

  @Override
  public PruneReport prune(boolean dryRun) {
    try {
      Optional<Root> root = context.root();
      if (root.isEmpty()) {
        return new PruneReport(dryRun, List.of(), 0);
      }
      Pruner pruner = new Pruner(context, root.get(), dryRun);
      for (CheckpointName name : Listing.ofManifests(context, root.get())) {
        change(
            Action.PRUNE,
            name,
            at -> {
              pruner.add(name);
              return true;
            },
            false);
      }
      return pruner.report();
    } catch (IOException e) {
      throw Failures.of("Cannot prune the checkpoints in " + context.directory(), e);
    }
  }

  @Override
  public StepLog openStep(CheckpointName name, Duration wait) {
    return run(Action.COMPUTE, name, () -> FileStepLog.open(context, name, wait));
  }

  @Override
  public void discardStep(CheckpointName name, Duration wait) {
    try (StepLog log =
        run(Action.COMPUTE, name, () -> FileStepLog.openUnread(context, name, wait))) {
      log.replace(List.of());
    }
  }

  @Override
  public boolean delete(CheckpointName name) {
    String where = context.where(Action.DELETE, name);
    return change(
        Action.DELETE, name, root -> new Commit(context, root, name, where).delete(), false);
  }

  @Override
  public Optional<CheckpointInfo> accept(CheckpointName name) {
    return change(
        Action.ACCEPT,
        name,
        root -> new Acceptance(context, root, name).accept(),
        Optional.empty());
  }

  @Override
  public Verification verify(CheckpointName name) {
    return run(Action.VERIFY, name, () -> new Verifier(context, name).verify());
  }

  /** A change to what is there, under the lock. */
  private interface Change<R> {
    R run(Root root) throws IOException;
  }

  /** Makes a change; where there is no store, nothing is made. */
  private <R> R change(Action action, CheckpointName name, Change<R> change, R nothing) {
    return run(
        action,
        name,
        () -> {
          Optional<Root> root = context.root();
          return root.isEmpty() || !isAnything(root.get(), name)
              ? nothing
              : Uninterrupted.call(() -> locked(action, name, root.get(), change));
        });
  }

  /** Whether a file or a manifest is there, so that there may be something to change. */
  private boolean isAnything(Root root, CheckpointName name) throws IOException {
    return Places.file(root.path(), context.manifest(root, name)).isPresent()
        || Opener.newestEnding(context, root, name) != null;
  }

  @SuppressWarnings("try") // the lock is only held
  private <R> R locked(Action action, CheckpointName name, Root root, Change<R> change)
      throws IOException {
    context.temps().begin(root);
    String where = context.where(action, name);
    try (StoreLock lock = StoreLock.acquire(root, context.options().lockTimeout(), where)) {
      return change.run(root);
    }
  }

  private <R> R run(Action action, CheckpointName name, Uninterrupted.Step<R> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw Failures.of(context.where(action, name), e);
    } catch (RuntimeException e) {
      throw Failures.of(context.where(action, name), e);
    }
  }

  @Override
  public void close() {
    context.temps().close();
  }
}
