package dev.checkpoint4j;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keeps named lists of records, with one meaning in every backend. Thread-safe: one manager serves
 * all threads, and managers in other processes may use the same place at once.
 *
 * <p>A name is one or more segments of letters, digits, {@code .}, {@code _} and {@code -}, joined
 * by {@code /} ({@code step1/extract}); a known file extension at its end is cut off. Any other
 * name is refused with {@link IllegalCheckpointNameException} before anything is touched.
 *
 * <p>A type is a record, a bean that Jackson can bind (its annotations decide the column names in
 * every backend), a sealed hierarchy of these, or {@code Map<String, Object>} for rows with no
 * class. What is loaded {@code equals} what was saved, or the save throws.
 *
 * <p>All operations throw {@link IllegalStateException} after {@link #close}, and {@link
 * CheckpointIOException} if the place cannot be read or written.
 *
 * <pre>{@code
 * try (CheckpointManager checkpoints = CheckpointManagers.open("jsonl:./checkpoints")) {
 *   checkpoints.save("clusters", Cluster.class, clusters);
 *   List<Cluster> again = checkpoints.load("clusters", Cluster.class).orElseThrow();
 * }
 * }</pre>
 */
public interface CheckpointManager extends AutoCloseable {
  /**
   * Replaces the checkpoint {@code name} with these records, whole. When it returns, they are
   * durable and visible; when it throws, the old ones are still there. An empty list is a
   * checkpoint like any other.
   *
   * @throws UnsupportedTypeException if a record cannot be kept exactly
   * @throws CommitOutcomeUnknownException if a fault struck after the switch had begun
   */
  <T> SaveResult save(String name, TypeRef<T> type, List<? extends T> records);

  /** As {@link #save(String, TypeRef, List)}. */
  default <T> SaveResult save(String name, Class<T> type, List<? extends T> records) {
    return save(name, TypeRef.of(type), records);
  }

  /** As {@link #save(String, TypeRef, List)}, for rows with no class. */
  default SaveResult saveRows(String name, List<? extends Map<String, Object>> rows) {
    return save(name, TypeRef.mapRow(), rows);
  }

  /** Saves record by record, in bounded memory; the caller commits and closes. */
  <T> CheckpointWriter<T> writer(String name, TypeRef<T> type);

  /** As {@link #writer(String, TypeRef)}. */
  default <T> CheckpointWriter<T> writer(String name, Class<T> type) {
    return writer(name, TypeRef.of(type));
  }

  /** As {@link #writer(String, TypeRef)}, for rows with no class. */
  default CheckpointWriter<Map<String, Object>> rowWriter(String name) {
    return writer(name, TypeRef.mapRow());
  }

  /**
   * All records, in the order in which they were saved, as an unmodifiable list; empty only if
   * there is no such checkpoint.
   *
   * @throws CorruptCheckpointException if the stored bytes are damaged; never a short or wrong list
   * @throws SchemaMismatchException if they do not fit {@code type}
   */
  <T> Optional<List<T>> load(String name, TypeRef<T> type);

  /** As {@link #load(String, TypeRef)}. */
  default <T> Optional<List<T>> load(String name, Class<T> type) {
    return load(name, TypeRef.of(type));
  }

  /** As {@link #load(String, TypeRef)}, for rows with no class. */
  default Optional<List<Map<String, Object>>> loadRows(String name) {
    return load(name, TypeRef.mapRow());
  }

  /**
   * The records, lazily, in bounded memory, from the version that is current now even if another is
   * saved meanwhile. Empty if there is no such checkpoint. Damage is thrown before any wrong record
   * is handed out, possibly after right ones were. The caller closes the stream.
   */
  <T> Stream<T> stream(String name, TypeRef<T> type);

  /** As {@link #stream(String, TypeRef)}. */
  default <T> Stream<T> stream(String name, Class<T> type) {
    return stream(name, TypeRef.of(type));
  }

  /** As {@link #stream(String, TypeRef)}, for rows with no class. */
  default Stream<Map<String, Object>> streamRows(String name) {
    return stream(name, TypeRef.mapRow());
  }

  /** A query over the records; nothing is read until it runs. */
  <T> CheckpointQuery<T> query(String name, TypeRef<T> type);

  /** As {@link #query(String, TypeRef)}. */
  default <T> CheckpointQuery<T> query(String name, Class<T> type) {
    return query(name, TypeRef.of(type));
  }

  /** As {@link #query(String, TypeRef)}, for rows with no class. */
  default CheckpointQuery<Map<String, Object>> queryRows(String name) {
    return query(name, TypeRef.mapRow());
  }

  /**
   * The names of all checkpoints of this manager's format, sorted; the same that {@code load}
   * takes.
   */
  List<String> list();

  /** Whether there is a checkpoint of this name. */
  default boolean exists(String name) {
    return info(name).isPresent();
  }

  /** What is known of a checkpoint without reading its rows; empty if there is none. */
  Optional<CheckpointInfo> info(String name);

  /** Removes a checkpoint; returns whether there was one. */
  boolean delete(String name);

  /**
   * Takes a file that was changed or brought in by hand as it is, as a new version: it is read
   * once, whole, and recorded. Empty if there is no such checkpoint.
   *
   * @throws CorruptCheckpointException if it cannot be read as this format
   */
  Optional<CheckpointInfo> accept(String name);

  /** Reads every byte and every row and says what was found. Damage is returned, not thrown. */
  Verification verify(String name);

  /**
   * Saves as {@link #save(String, TypeRef, List)} does, and notes what the records were computed
   * from, so that {@link #getOrCompute} finds them.
   */
  default <T> SaveResult save(
      String name, TypeRef<T> type, List<? extends T> records, Fingerprint fingerprint) {
    throw unsupported("fingerprints");
  }

  /**
   * The result of a computation: a version of the checkpoint with the same fingerprint if there is
   * one (an older one becomes current again), else what {@code compute} returns, which is saved.
   * Threads and processes that ask for the same at once have it computed once; the others wait. An
   * exception of {@code compute} is thrown on, and nothing is stored.
   *
   * @param reuse {@link Reuse#REUSE} unless something else is wanted
   * @throws MissException if nothing fits and {@code reuse} forbids to compute
   * @throws CorruptCheckpointException if what fits is damaged
   * @throws NullPointerException if {@code compute} returns null; nothing is stored
   */
  default <T> List<T> getOrCompute(
      String name,
      TypeRef<T> type,
      Fingerprint fingerprint,
      Reuse reuse,
      Supplier<? extends List<? extends T>> compute) {
    throw unsupported("fingerprints");
  }

  /** As {@link #getOrCompute(String, TypeRef, Fingerprint, Reuse, Supplier)}. */
  default <T> List<T> getOrCompute(
      String name,
      TypeRef<T> type,
      Fingerprint fingerprint,
      Supplier<? extends List<? extends T>> compute) {
    return getOrCompute(name, type, fingerprint, Reuse.REUSE, compute);
  }

  /** As {@link #getOrCompute(String, TypeRef, Fingerprint, Reuse, Supplier)}. */
  default <T> List<T> getOrCompute(
      String name,
      Class<T> type,
      Fingerprint fingerprint,
      Supplier<? extends List<? extends T>> compute) {
    return getOrCompute(name, TypeRef.of(type), fingerprint, Reuse.REUSE, compute);
  }

  /** Why {@link #getOrCompute} would take what is there or compute; nothing is computed. */
  default Explanation explain(String name, Fingerprint fingerprint) {
    throw unsupported("fingerprints");
  }

  /**
   * The versions that can be loaded, newest first; empty if there is no such checkpoint. Which ones
   * are kept is the store's {@link Retention}.
   */
  default List<VersionInfo> versions(String name) {
    throw unsupported("versions");
  }

  /** The records of one version; empty if it is not there. */
  default <T> Optional<List<T>> load(String name, TypeRef<T> type, long version) {
    throw unsupported("versions");
  }

  /** As {@link #load(String, TypeRef, long)}. */
  default <T> Optional<List<T>> load(String name, Class<T> type, long version) {
    return load(name, TypeRef.of(type), version);
  }

  /** The records of one version, lazily; empty if it is not there. The caller closes the stream. */
  default <T> Stream<T> stream(String name, TypeRef<T> type, long version) {
    throw unsupported("versions");
  }

  /** The version that was current at this instant, if it is still kept. */
  default Optional<VersionInfo> asOf(String name, Instant instant) {
    return versions(name).stream().filter(v -> !v.createdAt().isAfter(instant)).findFirst();
  }

  /**
   * Gives a version a name that keeps it for ever; another version of this checkpoint loses it.
   * Returns false if the version is not there.
   */
  default boolean tag(String name, long version, String tag) {
    throw unsupported("tags");
  }

  /** Takes a tag away; whether some version had it. */
  default boolean untag(String name, String tag) {
    throw unsupported("tags");
  }

  /**
   * Makes the contents of an older version current again, as a new version; empty if it is not
   * there. The version that was current stays, as far as the retention keeps it.
   */
  default Optional<SaveResult> rollback(String name, long version) {
    throw unsupported("versions");
  }

  /**
   * Rolls every checkpoint back that has a version of this tag and is not at it; returns their
   * names. One after the other: a crash in between leaves some of them to be rolled back again.
   */
  default List<String> rollbackTo(String tag) {
    List<String> changed = new ArrayList<>();
    for (String name : list()) {
      for (VersionInfo version : versions(name)) {
        if (version.tags().contains(tag) && !version.current()) {
          rollback(name, version.version()).ifPresent(result -> changed.add(name));
        }
      }
    }
    return changed;
  }

  /**
   * Compares two versions row by row, in memory that does not grow with the rows' size.
   *
   * @param keyOf what tells a row from all others of its version
   * @param changes told of each row that differs, while the versions are read
   * @throws CheckpointException if a version is not there
   */
  default <T> VersionDiff diff(
      String name,
      TypeRef<T> type,
      long from,
      long to,
      Function<? super T, ?> keyOf,
      Consumer<? super VersionDiff.RowChange> changes) {
    throw unsupported("versions");
  }

  /** As {@link #diff(String, TypeRef, long, long, Function, Consumer)}, with the numbers alone. */
  default <T> VersionDiff diff(
      String name, Class<T> type, long from, long to, Function<? super T, ?> keyOf) {
    return diff(name, TypeRef.of(type), from, to, keyOf, change -> {});
  }

  /**
   * Removes older versions that the store's {@link Retention} does not keep, and what stopped saves
   * left of them. Saves do the same for their own checkpoint, so that this is needed only after the
   * limits were lowered, or for those of age. Files that no manifest names are never touched.
   *
   * @param dryRun whether to list what would go and touch nothing
   */
  default PruneReport prune(boolean dryRun) {
    throw unsupported("versions");
  }

  /**
   * Opens a step whose rows are kept while it runs; the rows of the checkpoint of this name, and
   * those of runs that were killed, are there already.
   *
   * @param keyOf what tells a row from all others: text, a whole number, a UUID, or a list of these
   * @throws StepBusyException if another thread or process has it open, after a minute
   */
  default <T> ResumableStep<T> resume(String name, TypeRef<T> type, Function<? super T, ?> keyOf) {
    return resume(name, type, keyOf, Optional.empty(), FlushPolicy.DEFAULTS, Duration.ofMinutes(1));
  }

  /** As {@link #resume(String, TypeRef, Function)}. */
  default <T> ResumableStep<T> resume(String name, Class<T> type, Function<? super T, ?> keyOf) {
    return resume(name, TypeRef.of(type), keyOf);
  }

  /**
   * As {@link #resume(String, TypeRef, Function)}, with all options.
   *
   * @param fingerprint rows that were computed with another one are not taken; empty takes all
   * @param flush what a kill may cost
   * @param wait how long to wait while somebody else has the step open; may be zero
   */
  default <T> ResumableStep<T> resume(
      String name,
      TypeRef<T> type,
      Function<? super T, ?> keyOf,
      Optional<Fingerprint> fingerprint,
      FlushPolicy flush,
      Duration wait) {
    throw unsupported("resumable steps");
  }

  /** Begins to describe a whole step, from its inputs to its checkpoint. */
  default StepBuilder step(String name) {
    throw unsupported("resumable steps");
  }

  /** The rows that a step could not compute, and that are still missing. */
  default List<StepFailure> failures(String name) {
    throw unsupported("resumable steps");
  }

  /** Forgets the rows of a half-done step; the checkpoint stays as it is. */
  default void discardStep(String name) {
    throw unsupported("resumable steps");
  }

  /**
   * Saves one batch of an operation's results as a checkpoint of its own, named {@code
   * <operation>_batches/batch_<index>}.
   *
   * @param index from 0 to 999,999,999
   */
  default <T> SaveResult saveBatch(
      String operation, int index, TypeRef<T> type, List<? extends T> rows) {
    return save(Batches.name(operation, index), type, rows);
  }

  /** As {@link #saveBatch(String, int, TypeRef, List)}, for rows with no class. */
  default SaveResult saveBatch(
      String operation, int index, List<? extends Map<String, Object>> rows) {
    return saveBatch(operation, index, TypeRef.mapRow(), rows);
  }

  /** The indexes of an operation's batches that are there, in order. */
  default List<Integer> batches(String operation) {
    return Batches.indexes(operation, list());
  }

  /** The rows of all batches of an operation, in the order of the batches. */
  default <T> List<T> loadBatches(String operation, TypeRef<T> type) {
    List<T> rows = new ArrayList<>();
    for (int index : batches(operation)) {
      load(Batches.name(operation, index), type).ifPresent(rows::addAll);
    }
    return Collections.unmodifiableList(rows);
  }

  private UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException(getClass().getSimpleName() + " has no " + what);
  }

  /** Frees what the manager holds. Safe to call more than once. */
  @Override
  void close();
}
