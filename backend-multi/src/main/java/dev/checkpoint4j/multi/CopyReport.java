package dev.checkpoint4j.multi;

import java.util.List;
import java.util.Optional;

/**
 * The copies of one checkpoint in several stores, compared by content. Immutable.
 *
 * @param name the checkpoint's name
 * @param copies one for each enabled store, in their order
 */
public record CopyReport(String name, List<Copy> copies) {
  /** Copies the list. */
  public CopyReport {
    copies = List.copyOf(copies);
  }

  /** Whether every enabled store has a readable copy, all with the same content and version. */
  public boolean isSound() {
    return copies.stream().allMatch(copy -> copy.state() == State.SAME);
  }

  /** How a copy stands to the newest readable one. */
  public enum State {
    /** It has the same content, and is not behind. */
    SAME,
    /** It has the same content under an older version number. */
    OLDER_NUMBER,
    /** Its content differs. */
    DIFFERS,
    /** It cannot be read as what was saved. */
    DAMAGED,
    /** There is none. */
    ABSENT,
    /** The store cannot be read. */
    UNREACHABLE
  }

  /**
   * One store's copy.
   *
   * @param child the store's name
   * @param state how it stands to the newest readable copy
   * @param version its version; 0 without a manifest, -1 where there is none
   * @param rows rows read
   * @param digest {@link ContentDigest#acrossFormats} of its rows, where they can be read
   * @param detail for people: the first difference, or what is wrong; without contents
   */
  public record Copy(
      String child, State state, long version, long rows, Optional<String> digest, String detail) {}
}
