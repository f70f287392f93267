package dev.checkpoint4j.multi;

import java.util.Optional;

/**
 * What became of one checkpoint in a migration. Immutable.
 *
 * @param name its name
 * @param outcome what happened
 * @param rows rows of the current version that were read
 * @param versions how many of its versions the target now has, or would get
 * @param sourceBytes bytes the current version takes in the source
 * @param targetBytes bytes it takes in the target; after a dry run an estimate from a sample, or
 *     empty if none could be made
 * @param digest {@link ContentDigest#exact} of its rows, where they were read
 * @param notCarried what the source has of it that the target did not get or does not keep, such as
 *     versions beyond its retention, for people; empty if nothing
 * @param problem why it failed or was left alone
 */
public record MigratedCheckpoint(
    String name,
    Outcome outcome,
    long rows,
    int versions,
    long sourceBytes,
    Optional<Long> targetBytes,
    Optional<String> digest,
    String notCarried,
    Optional<String> problem) {
  /** What happened to a checkpoint. */
  public enum Outcome {
    /** It was copied, read again and found equal. */
    MIGRATED,
    /** The target had it already, with the same content. */
    ALREADY_THERE,
    /** A dry run: nothing was written. */
    MEASURED,
    /** The target has another one of this name, which was left alone. */
    CONFLICT,
    /** It could not be read, written, or was not the same afterwards. */
    FAILED
  }

  /** Whether the target now has it, or would. */
  public boolean isGood() {
    return outcome != Outcome.CONFLICT && outcome != Outcome.FAILED;
  }
}
