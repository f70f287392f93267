package dev.checkpoint4j.kit.fs;

/** Thrown by every operation from the crash on. An {@link Error}, so that nobody recovers. */
public final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash(Operation operation) {
    super("The process stopped before " + operation);
  }
}
