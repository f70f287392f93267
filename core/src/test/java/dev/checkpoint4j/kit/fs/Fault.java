package dev.checkpoint4j.kit.fs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.function.Predicate;

/**
 * What goes wrong, and when. Operations that it {@linkplain #among concerns} are counted from 0.
 *
 * <pre>{@code
 * FaultFileSystem files = FaultFileSystem.create();
 * files.arm(Fault.crashAt(7));                                      // stops for good
 * files.arm(Fault.failAt(7));                                       // no space left, once
 * files.arm(Fault.failFrom(7).among(o -> o.kind() == Kind.FORCE));  // every force from the 8th on
 * }</pre>
 *
 * @param mode what happens
 * @param at at which operation
 * @param forEver whether all later ones fail too
 * @param among which operations count
 * @param reason the text of the exception
 */
public record Fault(Mode mode, int at, boolean forEver, Predicate<Operation> among, String reason) {
  /** What the operation does. */
  public enum Mode {
    /** Throws an {@link IOException} and does nothing. */
    FAIL,
    /** Does its work, then throws an {@link IOException}. */
    FAIL_AFTER,
    /** Throws {@link Crash}, as all later ones do, and does nothing. */
    CRASH,
    /** The same, but half of a write's bytes are written. */
    CRASH_TORN
  }

  private static final String FULL = "No space left on device";

  /** The n-th change fails. */
  public static Fault failAt(int n) {
    return new Fault(Mode.FAIL, n, false, o -> o.kind().isMutating(), FULL);
  }

  /** The n-th change and all later ones fail. */
  public static Fault failFrom(int n) {
    return new Fault(Mode.FAIL, n, true, o -> o.kind().isMutating(), FULL);
  }

  /** The n-th change is made and then reported as failed. */
  public static Fault failAfter(int n) {
    return new Fault(Mode.FAIL_AFTER, n, false, o -> o.kind().isMutating(), "Input/output error");
  }

  /** The process stops before the n-th change. */
  public static Fault crashAt(int n) {
    return new Fault(Mode.CRASH, n, true, o -> o.kind().isMutating(), "");
  }

  /** The process stops in the n-th change; if it is a write, half-way. */
  public static Fault crashIn(int n) {
    return new Fault(Mode.CRASH_TORN, n, true, o -> o.kind().isMutating(), "");
  }

  /** The same fault, counting these operations alone. */
  public Fault among(Predicate<Operation> operations) {
    return new Fault(mode, at, forEver, operations, reason);
  }

  boolean isCrash() {
    return mode == Mode.CRASH || mode == Mode.CRASH_TORN;
  }

  boolean strikes(int count) {
    return forEver ? count >= at : count == at;
  }

  IOException exception(Operation operation) {
    return new FileSystemException(operation.path().toString(), null, reason);
  }
}
