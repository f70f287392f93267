package dev.checkpoint4j;

import java.util.List;

/**
 * Why {@code getOrCompute} would take what is there, or compute it.
 *
 * @param name the checkpoint's name
 * @param hit whether a version has this fingerprint
 * @param version the version that would be taken; on a miss the current one, 0 if there is none
 * @param reasons on a miss what differs from the current version, one clause a part
 */
public record Explanation(String name, boolean hit, long version, List<String> reasons) {
  /** Copies the list. */
  public Explanation {
    reasons = List.copyOf(reasons);
  }

  /** On one line: {@code MISS summaries: param prompt changed (1a2b… → 9f0c…)}. */
  @Override
  public String toString() {
    return (hit ? "HIT " : "MISS ") + name + ": " + String.join("; ", reasons);
  }
}
