package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.spi.RecordBinding;
import java.util.List;
import java.util.Map;

/** Finds or makes the binding of a type. */
public final class Bindings {
  private Bindings() {}

  public static <T> RecordBinding<T> of(TypeRef<T> type) {
    throw new IllegalStateException("replaced by the binding helper: " + type);
  }

  public static RecordBinding<Map<String, Object>> ofColumns(List<String> paths) {
    throw new IllegalStateException("replaced by the binding helper: " + paths);
  }
}
