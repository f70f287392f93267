package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowProblem.Kind;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a record or bean from the values of its fields: a creator first, setters for the rest. */
final class Maker {
  /** Stands for a value that was not in the row. */
  static final Object MISSING = new Object();

  /**
   * One value.
   *
   * @param name for messages
   * @param missing what it is if it was not in the row
   * @param required whether it must be in the row
   * @param setter of type {@code (Object, Object)void}; null for a parameter of the creator
   */
  record Slot(
      String name, @Nullable Object missing, boolean required, @Nullable MethodHandle setter) {}

  private final String javaType;
  private final MethodHandle creator;
  private final int parameters;
  private final Slot[] slots;
  private final @Nullable Object[] blank;

  /** Takes a creator of type {@code (Object[])Object} for the first slots, those with no setter. */
  Maker(String javaType, MethodHandle creator, List<Slot> slots) {
    this.javaType = javaType;
    this.creator = creator;
    this.slots = slots.toArray(Slot[]::new);
    this.parameters = (int) slots.stream().filter(s -> s.setter() == null).count();
    this.blank = new @Nullable Object[slots.size()];
    Arrays.fill(blank, MISSING);
  }

  /** A value for each slot, all missing. */
  @Nullable Object[] blank() {
    return blank.clone();
  }

  /** Makes all values missing again. */
  void clear(@Nullable Object[] values) {
    System.arraycopy(blank, 0, values, 0, blank.length);
  }

  Object make(@Nullable Object[] values) {
    for (int i = 0; i < parameters; i++) {
      if (values[i] == MISSING) {
        values[i] = missing(slots[i]);
      }
    }
    Object made = create(parameters == values.length ? values : Arrays.copyOf(values, parameters));
    for (int i = parameters; i < values.length; i++) {
      if (values[i] != MISSING) {
        set(slots[i], made, values[i]);
      }
    }
    return made;
  }

  private static @Nullable Object missing(Slot slot) {
    if (slot.required()) {
      throw new RowProblem(Kind.MISMATCH, slot.name(), "it is required but missing");
    }
    return slot.missing();
  }

  private Object create(@Nullable Object[] arguments) {
    try {
      return (Object) creator.invokeExact(arguments);
    } catch (Throwable e) {
      throw refused("", "the constructor of " + javaType + " refused the values", e);
    }
  }

  private static void set(Slot slot, Object made, @Nullable Object value) {
    MethodHandle setter = slot.setter();
    if (setter == null) {
      return;
    }
    try {
      setter.invokeExact(made, value);
    } catch (Throwable e) {
      throw refused(slot.name(), "the setter refused the value", e);
    }
  }

  /** What the user's code says may be about the contents: it stays in the cause. */
  private static RowProblem refused(String path, String what, Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return new RowProblem(Kind.MISMATCH, path, what + " with " + e.getClass().getName(), e);
  }
}
