package dev.checkpoint4j.multi;

import java.util.OptionalLong;

/** Is told how a migration goes on, on the thread that runs it. */
public interface MigrationListener {
  /**
   * A checkpoint is begun.
   *
   * @param name its name
   * @param rows how many all its versions to be read have together, where that is known beforehand
   * @param number which it is, from 1
   * @param of how many there are
   */
  default void started(String name, OptionalLong rows, int number, int of) {}

  /** So many rows of a checkpoint were copied (or, in a dry run, read) so far. */
  default void copied(String name, long rows) {}

  /** So many rows of a checkpoint were read again and compared so far. */
  default void compared(String name, long rows) {}

  /** A checkpoint is done with. */
  default void finished(MigratedCheckpoint checkpoint) {}
}
