package dev.checkpoint4j.spi;

import dev.checkpoint4j.Fingerprint;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * What a save is to be besides its records.
 *
 * @param fingerprint what they were computed from; empty if nobody said
 * @param numbering from the current version's number (0 if there is none) to the new one's, at
 *     least 1 and not lower than the current; or to a negative number to leave all as it is. With
 *     it the copies of one save in several stores have one number
 */
public record SaveNotes(Optional<Fingerprint> fingerprint, LongUnaryOperator numbering) {
  /** Nothing to note: the next version. */
  public static final SaveNotes NONE = new SaveNotes(Optional.empty(), last -> last + 1);

  /** The notes of a result with a fingerprint. */
  public static SaveNotes of(Fingerprint fingerprint) {
    return new SaveNotes(Optional.of(fingerprint), NONE.numbering());
  }

  /** The same with another numbering. */
  public SaveNotes numbered(LongUnaryOperator otherNumbering) {
    return new SaveNotes(fingerprint, otherNumbering);
  }
}
