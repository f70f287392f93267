package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.spi.RecordBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows that are in the log and still in memory too, up to a bound that all steps of the process
 * share, so that the completion need not read them back. Only of types whose instances do not
 * change: what is saved must be what was made durable. Guarded by the state's lock.
 */
final class Kept<T> {
  private static final long MOST_BYTES = 256L << 20;
  private static final int SHARE_OF_HEAP = 8;

  /** Of a record beside its contents, which are taken for twice as large as their JSON. */
  private static final int RECORD_BYTES = 64;

  private static final AtomicLong TAKEN = new AtomicLong();

  private final List<T> records = new ArrayList<>();
  private final long most;
  private long taken;

  Kept(RecordBinding<T> binding) {
    boolean fixed = binding.type().type() instanceof Class<?> type && type.isRecord();
    most = fixed ? Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP) : 0;
  }

  /**
   * Whether there is room for some rows; takes it if so.
   *
   * @param bytes of their JSON
   */
  boolean reserve(int rows, long bytes) {
    long need = 2 * bytes + (long) rows * RECORD_BYTES;
    if (TAKEN.addAndGet(need) > most) {
      TAKEN.addAndGet(-need);
      return false;
    }
    taken += need;
    return true;
  }

  /** Gives the room back, since the rows will soon be let go. */
  void release() {
    TAKEN.addAndGet(-taken);
    taken = 0;
  }

  /** Keeps a row for which room was taken; its index. */
  int add(T record) {
    records.add(record);
    return records.size() - 1;
  }

  T get(int index) {
    return records.get(index);
  }
}
