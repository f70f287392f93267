package dev.checkpoint4j.examples.pipeline;

/** A failure that the user can do something about; shown as its message alone. */
final class PipelineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PipelineException(String message) {
    super(message);
  }
}
