package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.RowProblem;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How much of the heap some work holds, as far as that is known, and the most that it may. What few
 * bytes of a file can claim is refused here before the heap is full, because a full heap harms the
 * whole process. Thread-safe.
 */
final class HeapShare {
  private static final String WAY_OUT =
      " (a bound that grows with -Xmx); stream takes less than load";

  private final String what;
  private final long most;
  private final AtomicLong held = new AtomicLong();

  /**
   * Creates one that holds nothing yet.
   *
   * @param what what is held, in the plural
   */
  HeapShare(String what, long most) {
    this.what = what;
    this.most = most;
  }

  /** Counts bytes that are held from now on; or no longer, if negative. */
  void add(long bytes) {
    if (held.addAndGet(bytes) > most) {
      throw new RowProblem(
          RowProblem.Kind.LIMIT, "", what + " take more than " + most + " bytes" + WAY_OUT);
    }
  }

  /**
   * Runs what makes objects of a file. A bomb that the counts do not foresee fills the heap; by the
   * time that the error comes here, what filled it is garbage.
   */
  static <R> R guarded(Supplier<R> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError e) {
      if (!isOfHeap(String.valueOf(e.getMessage()))) {
        throw e;
      }
      throw new RowProblem(
          RowProblem.Kind.LIMIT, "", "what it holds does not fit into the heap" + WAY_OUT, e);
    }
  }

  /** Whether the error is about objects, not about threads or other memory. */
  private static boolean isOfHeap(String message) {
    return message.contains("heap space")
        || message.contains("GC overhead")
        || message.contains("array size");
  }
}
