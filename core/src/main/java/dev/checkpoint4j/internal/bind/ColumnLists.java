package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.schema.ColumnType.Kind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Canonical lists, which may be arrays of primitives, seen as lists. */
final class ColumnLists {
  private ColumnLists() {}

  static List<? extends @Nullable Object> view(Object list) {
    if (list instanceof double[] doubles) {
      return Arrays.stream(doubles).boxed().toList();
    }
    if (list instanceof long[] longs) {
      return Arrays.stream(longs).boxed().toList();
    }
    if (list instanceof int[] ints) {
      return Arrays.stream(ints).boxed().toList();
    }
    if (list instanceof float[] floats) {
      Float[] boxed = new Float[floats.length];
      for (int i = 0; i < floats.length; i++) {
        boxed[i] = floats[i];
      }
      return Arrays.asList(boxed);
    }
    return (List<?>) list;
  }

  /** The canonical form of a list without nulls: an array of primitives where there is one. */
  static Object pack(List<? extends @Nullable Object> list, Kind kind) {
    return switch (kind) {
      case INT32 -> list.stream().mapToInt(v -> (Integer) v).toArray();
      case INT64 -> list.stream().mapToLong(v -> (Long) v).toArray();
      case FLOAT64 -> list.stream().mapToDouble(v -> (Double) v).toArray();
      case FLOAT32 -> floats(list);
      default -> list;
    };
  }

  private static float[] floats(List<? extends @Nullable Object> list) {
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (Float) list.get(i);
    }
    return floats;
  }
}
