package dev.checkpoint4j.multi;

/** From which store a load takes its copy. */
public enum LoadStrategy {
  /**
   * The first that has a readable copy, in the order of the stores; absent, unreachable and damaged
   * ones are passed over. A copy that is known to be older than another is taken last. The default.
   */
  FIRST_FOUND,
  /** The first enabled store and no other, whatever it says. */
  PRIORITY,
  /** The readable copy with the highest version, for which every store is asked first. */
  NEWEST_VALID,
  /** Whichever store answers first; all are asked at once, each on a thread of its own. */
  FASTEST
}
