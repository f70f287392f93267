package dev.checkpoint4j.multi;

import java.util.Optional;

/**
 * What one store did in an operation over several. Immutable.
 *
 * @param child the store's name
 * @param status what happened
 * @param detail for people: where the store is, and what it said; without secrets
 * @param cause the exception, for a failure
 */
public record ChildOutcome(
    String child, Status status, String detail, Optional<RuntimeException> cause) {
  /** What happened in one store. */
  public enum Status {
    /** It has the new version. */
    SAVED,
    /** A newer save, which came between, is there. */
    SUPERSEDED,
    /** It was ready, but the save was given up before it switched; it has the old version. */
    NOT_SWITCHED,
    /** Its copy was taken. */
    FOUND,
    /** Its copy was removed. */
    DELETED,
    /** It has no such checkpoint. */
    ABSENT,
    /** Its copy is older than another one that is known. */
    STALE,
    /** Its copy is damaged. */
    DAMAGED,
    /** It could not be read or written. */
    FAILED,
    /** It was not asked: disabled, read-only, or behind a failure that ended the operation. */
    SKIPPED
  }

  static ChildOutcome of(Child child, Status status, String detail) {
    return new ChildOutcome(child.name(), status, child.place() + detail, Optional.empty());
  }

  static ChildOutcome failed(Child child, RuntimeException cause) {
    Status status = Problems.isDamage(cause) ? Status.DAMAGED : Status.FAILED;
    return new ChildOutcome(
        child.name(), status, child.place() + ": " + Problems.text(cause), Optional.of(cause));
  }

  /** Whether it went wrong. */
  public boolean isFailure() {
    return cause.isPresent();
  }

  /** Name, status and detail, for logs and messages. */
  @Override
  public String toString() {
    String word = status.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return child + " " + word + " (" + detail + ")";
  }
}
