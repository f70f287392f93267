package dev.checkpoint4j.spi;

import dev.checkpoint4j.Fingerprint;
import java.util.Optional;

/**
 * What is kept beside the records of one save.
 *
 * @param fingerprint what they were computed from; empty if nobody said
 */
public record SaveNotes(Optional<Fingerprint> fingerprint) {
  /** Nothing to note. */
  public static final SaveNotes NONE = new SaveNotes(Optional.empty());

  /** The notes of a result with a fingerprint. */
  public static SaveNotes of(Fingerprint fingerprint) {
    return new SaveNotes(Optional.of(fingerprint));
  }
}
