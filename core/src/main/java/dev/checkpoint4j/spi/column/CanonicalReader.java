package dev.checkpoint4j.spi.column;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the canonical values of one type from its vectors. Stateless and thread-safe. */
@FunctionalInterface
public interface CanonicalReader {
  /** The value at an index that is not null. */
  Object value(ColumnVector vector, int index);

  /** The value at an index; null where it is null. */
  default @Nullable Object read(ColumnVector vector, int index) {
    return vector.isNull(index) ? null : value(vector, index);
  }

  /** The reader for a type. */
  static CanonicalReader of(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> (v, i) -> ((BooleanVector) v).values()[i];
      case INT32 -> (v, i) -> ((IntVector) v).values()[i];
      case INT64 -> (v, i) -> ((LongVector) v).values()[i];
      case FLOAT32 -> (v, i) -> ((FloatVector) v).values()[i];
      case FLOAT64 -> (v, i) -> ((DoubleVector) v).values()[i];
      case STRING, JSON -> (v, i) -> VectorBuilder.notNull(((StringVector) v).get(i));
      case BINARY -> (v, i) -> VectorBuilder.notNull(((BinaryVector) v).values()[i]);
      case TIMESTAMP -> CanonicalReader::instant;
      case LOCAL_TIMESTAMP -> CanonicalReader::local;
      case DATE -> (v, i) -> LocalDate.ofEpochDay(((LongVector) v).values()[i]);
      case DECIMAL -> (v, i) -> VectorBuilder.notNull(((DecimalVector) v).values()[i]);
      case LIST -> list(type.element().get(0));
      case MAP -> map(of(type.element().get(0).type()));
      case STRUCT -> struct(type.fields().stream().map(f -> of(f.type())).toList());
    };
  }

  private static Instant instant(ColumnVector vector, int index) {
    TimestampVector v = (TimestampVector) vector;
    return Instant.ofEpochSecond(v.seconds()[index], v.nanos()[index]);
  }

  private static LocalDateTime local(ColumnVector vector, int index) {
    TimestampVector v = (TimestampVector) vector;
    return LocalDateTime.ofEpochSecond(v.seconds()[index], v.nanos()[index], ZoneOffset.UTC);
  }

  private static CanonicalReader list(Column element) {
    if (!element.nullable()) {
      Kind kind = element.type().kind();
      if (kind == Kind.INT32 || kind == Kind.INT64) {
        return CanonicalReader::integers;
      }
      if (kind == Kind.FLOAT32 || kind == Kind.FLOAT64) {
        return CanonicalReader::floats;
      }
    }
    if (element.type().kind() == Kind.STRING) {
      return CanonicalReader::strings;
    }
    CanonicalReader reader = of(element.type());
    return (v, i) -> {
      ListVector lists = (ListVector) v;
      int end = lists.offsets()[i + 1];
      List<@Nullable Object> list = new ArrayList<>(end - lists.offsets()[i]);
      for (int k = lists.offsets()[i]; k < end; k++) {
        list.add(reader.read(lists.elements(), k));
      }
      return list;
    };
  }

  private static Object strings(ColumnVector vector, int index) {
    ListVector lists = (ListVector) vector;
    StringVector strings = (StringVector) lists.elements();
    int end = lists.offsets()[index + 1];
    List<@Nullable Object> list = new ArrayList<>(end - lists.offsets()[index]);
    for (int k = lists.offsets()[index]; k < end; k++) {
      list.add(strings.get(k));
    }
    return list;
  }

  private static Object integers(ColumnVector vector, int index) {
    ListVector lists = (ListVector) vector;
    int from = lists.offsets()[index];
    int to = lists.offsets()[index + 1];
    return lists.elements() instanceof IntVector ints
        ? Arrays.copyOfRange(ints.values(), from, to)
        : Arrays.copyOfRange(((LongVector) lists.elements()).values(), from, to);
  }

  private static Object floats(ColumnVector vector, int index) {
    ListVector lists = (ListVector) vector;
    int from = lists.offsets()[index];
    int to = lists.offsets()[index + 1];
    return lists.elements() instanceof FloatVector floats
        ? Arrays.copyOfRange(floats.values(), from, to)
        : Arrays.copyOfRange(((DoubleVector) lists.elements()).values(), from, to);
  }

  private static CanonicalReader map(CanonicalReader reader) {
    return (v, i) -> {
      MapVector maps = (MapVector) v;
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (int k = maps.offsets()[i]; k < maps.offsets()[i + 1]; k++) {
        String key = VectorBuilder.notNull(maps.keys().get(k));
        map.put(key, reader.read(maps.values(), k));
      }
      return map;
    };
  }

  private static CanonicalReader struct(List<CanonicalReader> readers) {
    return (v, i) -> {
      List<ColumnVector> fields = ((StructVector) v).fields();
      @Nullable Object[] values = new @Nullable Object[readers.size()];
      for (int k = 0; k < values.length; k++) {
        values[k] = readers.get(k).read(fields.get(k), i);
      }
      return values;
    };
  }
}
