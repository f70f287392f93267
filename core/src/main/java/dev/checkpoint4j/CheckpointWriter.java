package dev.checkpoint4j;

/**
 * Saves a checkpoint record by record, in bounded memory. What was written becomes visible, whole,
 * in {@link #commit}; closing without a commit leaves no trace and keeps the old checkpoint. Used
 * by one thread at a time.
 *
 * <pre>{@code
 * try (CheckpointWriter<Cluster> writer = checkpoints.writer("clusters", Cluster.class)) {
 *   for (Cluster cluster : source) {
 *     writer.write(cluster);
 *   }
 *   writer.commit();
 * }
 * }</pre>
 *
 * @param <T> the record type
 */
public interface CheckpointWriter<T> extends AutoCloseable {
  /**
   * Adds one record.
   *
   * @throws UnsupportedTypeException if the record cannot be kept exactly; the writer can then only
   *     be closed
   * @throws CheckpointIOException if the store cannot be written
   * @throws IllegalStateException after a commit, a close or a failure
   */
  void write(T record);

  /** Adds records in their order, as {@link #write} does. */
  default void writeAll(Iterable<? extends T> records) {
    for (T record : records) {
      write(record);
    }
  }

  /**
   * Makes everything written so far the checkpoint, durably. Once per writer.
   *
   * @throws CommitOutcomeUnknownException if a fault struck after the switch had begun
   */
  SaveResult commit();

  /** Drops what was not committed. Safe to call more than once. */
  @Override
  void close();
}
