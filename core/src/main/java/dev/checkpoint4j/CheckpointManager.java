package dev.checkpoint4j;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Frees what the manager holds. Safe to call more than once. */
  @Override
  void close();
}
