package dev.checkpoint4j.spi;

import java.util.List;

/**
 * The log of a half-done step: parts of bytes in the order in which they were added, and the right
 * to compute the step, which ends with {@link #close} or with the process. Used by one thread at a
 * time.
 */
public interface StepLog extends AutoCloseable {
  /** How many parts there are. */
  int size();

  /**
   * One part, exactly as it was added.
   *
   * @throws dev.checkpoint4j.CorruptCheckpointException if it is damaged
   */
  byte[] read(int part);

  /** Adds a part, durably: when it returns, a kill or a power cut does not lose it. */
  void append(byte[] part);

  /** Replaces all parts by these in one atomic step; with none the log is gone. */
  void replace(List<byte[]> parts);

  /** Whether parts outlive this object. */
  default boolean isDurable() {
    return true;
  }

  @Override
  void close();
}
