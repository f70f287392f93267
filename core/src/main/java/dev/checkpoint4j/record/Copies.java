package dev.checkpoint4j.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unmodifiable copies that may hold nulls, unlike {@link List#copyOf}. */
final class Copies {
  private Copies() {}

  static <T extends @Nullable Object> @Nullable List<T> ofNullable(@Nullable List<T> list) {
    return list == null ? null : of(list);
  }

  static <T extends @Nullable Object> List<T> of(List<T> list) {
    return Collections.unmodifiableList(new ArrayList<>(list));
  }

  static <V extends @Nullable Object> Map<String, V> of(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
