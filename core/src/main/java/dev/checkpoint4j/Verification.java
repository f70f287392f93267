package dev.checkpoint4j;

import java.util.Optional;

/**
 * What reading every byte of a checkpoint showed.
 *
 * @param name the checkpoint's name
 * @param status the outcome
 * @param rows rows read before the end or the damage
 * @param bytes bytes on disk
 * @param damage what was found, for {@link Status#DAMAGED} alone
 */
public record Verification(
    String name, Status status, long rows, long bytes, Optional<CheckpointException> damage) {
  /** The outcome of a verification. */
  public enum Status {
    /** Every byte is as it was saved, and every row can be read. */
    INTACT,
    /** Every row can be read, but there is no manifest to compare the bytes with. */
    UNVERIFIED,
    /** Bytes or rows are wrong. */
    DAMAGED,
    /** There is no such checkpoint. */
    ABSENT
  }
}
