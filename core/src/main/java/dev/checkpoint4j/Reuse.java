package dev.checkpoint4j;

/** Whether a computation may be replaced by a result that is there. */
public enum Reuse {
  /** The default: a result with the same fingerprint is taken, anything else is computed. */
  REUSE,
  /** A result with the same fingerprint is taken, anything else is {@link MissException}. */
  READ_ONLY,
  /** Computes and saves at every call, whatever is there. */
  RECOMPUTE,
  /**
   * As {@link #RECOMPUTE} at the first call for a name through this manager, then {@link #REUSE}.
   */
  REFRESH
}
