package dev.checkpoint4j;

/** There is no result of this fingerprint, and {@link Reuse#READ_ONLY} forbids to compute one. */
public class MissException extends CheckpointException {
  private static final long serialVersionUID = 1L;

  private final transient Explanation explanation;

  /** Creates one with a complete message. */
  public MissException(String message, Explanation explanation) {
    super(message);
    this.explanation = explanation;
  }

  /** What differs. */
  public Explanation explanation() {
    return explanation;
  }
}
