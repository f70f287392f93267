package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.column.BinaryVector;
import dev.checkpoint4j.spi.column.BooleanVector;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.DecimalVector;
import dev.checkpoint4j.spi.column.DoubleVector;
import dev.checkpoint4j.spi.column.FloatVector;
import dev.checkpoint4j.spi.column.IntVector;
import dev.checkpoint4j.spi.column.ListVector;
import dev.checkpoint4j.spi.column.LongVector;
import dev.checkpoint4j.spi.column.MapVector;
import dev.checkpoint4j.spi.column.StringVector;
import dev.checkpoint4j.spi.column.StructVector;
import dev.checkpoint4j.spi.column.TimestampVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the vector of a column apart into its leaves. */
final class Shredder {
  private final List<LeafColumn> leaves = new ArrayList<>();

  private Shredder() {}

  /** The leaves of a column, in order. */
  static List<LeafColumn> shred(Shape shape, ColumnVector vector) {
    Shredder shredder = new Shredder();
    shredder.shred(shape, vector, Slots.rows(vector.size()));
    return shredder.leaves;
  }

  private void shred(Shape shape, ColumnVector vector, Slots slots) {
    Slots below = slots.below(vector, shape.nullable());
    if (!shape.nullable() && vector.nulls() != null) {
      requireNoNulls(shape, vector, slots);
    }
    if (shape instanceof Shape.Leaf leaf) {
      leaves.add(leaf(leaf, vector, below));
    } else if (shape instanceof Shape.Struct struct) {
      for (int i = 0; i < struct.fields().size(); i++) {
        shred(struct.fields().get(i), ((StructVector) vector).fields().get(i), below);
      }
    } else if (shape instanceof Shape.Repeated list) {
      ListVector lists = (ListVector) vector;
      shred(list.element(), lists.elements(), below.elements(lists.offsets(), list.elementRep()));
    } else if (shape instanceof Shape.Entries map) {
      MapVector maps = (MapVector) vector;
      Slots entries = below.elements(maps.offsets(), map.entryRep());
      shred(map.key(), maps.keys(), entries);
      shred(map.value(), maps.values(), entries);
    }
  }

  private static void requireNoNulls(Shape shape, ColumnVector vector, Slots slots) {
    for (int i = 0; i < slots.count(); i++) {
      if (slots.slot(i) >= 0 && vector.isNull(slots.slot(i))) {
        throw new RowProblem(
            RowProblem.Kind.UNSUPPORTED, shape.first().path(), "null where the type allows none");
      }
    }
  }

  private static LeafColumn leaf(Shape.Leaf shape, ColumnVector vector, Slots slots) {
    int[] present = slots.present();
    List<Outliers.Outlier> outliers = new ArrayList<>();
    int count = present == null ? slots.count() : present.length;
    Object array = array(shape, vector, present, count, outliers);
    return new LeafColumn(
        shape,
        slots.count(),
        shape.first().maxDef() == 0 ? null : slots.defs(),
        shape.first().maxRep() == 0 ? null : slots.reps(),
        count,
        array,
        outliers);
  }

  private static Object array(
      Shape.Leaf shape,
      ColumnVector vector,
      int @Nullable [] present,
      int count,
      List<Outliers.Outlier> outliers) {
    return switch (shape.form()) {
      case BOOLEAN -> gather(((BooleanVector) vector).values(), present);
      case INT32 -> gather(((IntVector) vector).values(), present);
      case INT64 -> gather(((LongVector) vector).values(), present);
      case FLOAT32 -> gather(((FloatVector) vector).values(), present);
      case FLOAT64 -> gather(((DoubleVector) vector).values(), present);
      case DATE -> days(gather(((LongVector) vector).values(), present), count, outliers);
      case TIMESTAMP_NANOS -> nanos((TimestampVector) vector, present, count, outliers);
      case TEXT -> strings((StringVector) vector, present, count);
      case BYTES -> binaries(((BinaryVector) vector).values(), present, count);
      case DECIMAL_TEXT -> decimals((DecimalVector) vector, present, count);
      case EMPTY_STRUCT -> filled("{}", count);
      default -> throw new IllegalStateException(shape.form() + " is read, never written");
    };
  }

  private static boolean[] gather(boolean[] values, int @Nullable [] present) {
    if (present == null) {
      return values;
    }
    boolean[] gathered = new boolean[present.length];
    for (int i = 0; i < gathered.length; i++) {
      gathered[i] = values[present[i]];
    }
    return gathered;
  }

  private static int[] gather(int[] values, int @Nullable [] present) {
    if (present == null) {
      return values;
    }
    int[] gathered = new int[present.length];
    for (int i = 0; i < gathered.length; i++) {
      gathered[i] = values[present[i]];
    }
    return gathered;
  }

  private static long[] gather(long[] values, int @Nullable [] present) {
    if (present == null) {
      return values;
    }
    long[] gathered = new long[present.length];
    for (int i = 0; i < gathered.length; i++) {
      gathered[i] = values[present[i]];
    }
    return gathered;
  }

  private static float[] gather(float[] values, int @Nullable [] present) {
    if (present == null) {
      return values;
    }
    float[] gathered = new float[present.length];
    for (int i = 0; i < gathered.length; i++) {
      gathered[i] = values[present[i]];
    }
    return gathered;
  }

  private static double[] gather(double[] values, int @Nullable [] present) {
    if (present == null) {
      return values;
    }
    double[] gathered = new double[present.length];
    for (int i = 0; i < gathered.length; i++) {
      gathered[i] = values[present[i]];
    }
    return gathered;
  }

  private static int[] days(long[] days, int count, List<Outliers.Outlier> outliers) {
    int[] stored = new int[count];
    for (int i = 0; i < count; i++) {
      stored[i] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, days[i]));
      if (stored[i] != days[i]) {
        outliers.add(new Outliers.Outlier(0, i, days[i], 0));
      }
    }
    return stored;
  }

  private static long[] nanos(
      TimestampVector vector,
      int @Nullable [] present,
      int count,
      List<Outliers.Outlier> outliers) {
    long[] stored = new long[count];
    for (int i = 0; i < count; i++) {
      int at = present == null ? i : present[i];
      long second = vector.seconds()[at];
      int nano = vector.nanos()[at];
      long value = Timestamps.nanos(second, nano);
      stored[i] = value;
      boolean limit = value == Long.MIN_VALUE || value == Long.MAX_VALUE;
      if (limit
          && (second != Math.floorDiv(value, (long) Timestamps.NANOS_PER_SECOND)
              || nano != Math.floorMod(value, (long) Timestamps.NANOS_PER_SECOND))) {
        outliers.add(new Outliers.Outlier(0, i, second, nano));
      }
    }
    return stored;
  }

  private static String[] strings(StringVector vector, int @Nullable [] present, int count) {
    String[] strings = new String[count];
    for (int i = 0; i < count; i++) {
      strings[i] = Shapes.present(vector.get(present == null ? i : present[i]));
    }
    return strings;
  }

  private static byte[][] binaries(
      byte[] @Nullable [] values, int @Nullable [] present, int count) {
    byte[][] binaries = new byte[count][];
    for (int i = 0; i < count; i++) {
      binaries[i] = Shapes.present(values[present == null ? i : present[i]]);
    }
    return binaries;
  }

  private static String[] decimals(DecimalVector vector, int @Nullable [] present, int count) {
    String[] strings = new String[count];
    for (int i = 0; i < count; i++) {
      strings[i] = Shapes.present(vector.values()[present == null ? i : present[i]]).toString();
    }
    return strings;
  }

  private static String[] filled(String text, int count) {
    String[] strings = new String[count];
    Arrays.fill(strings, text);
    return strings;
  }
}
