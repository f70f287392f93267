package dev.checkpoint4j.sql;

/**
 * Runs work without the thread's interrupt flag, which comes back afterwards: a half-done call of a
 * driver must not depend on it, and some drivers close the database over it.
 */
final class Interrupts implements AutoCloseable {
  private final boolean interrupted = Thread.interrupted();

  @Override
  public void close() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
