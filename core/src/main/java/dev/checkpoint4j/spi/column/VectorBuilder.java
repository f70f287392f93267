package dev.checkpoint4j.spi.column;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of one column. Used by one thread at a time. After {@link #build} it is empty
 * and can be used again.
 */
public abstract sealed class VectorBuilder implements ColumnAppender
    permits BinaryBuilder,
        BooleanBuilder,
        DecimalBuilder,
        DoubleBuilder,
        FloatBuilder,
        IntBuilder,
        ListBuilder,
        LongBuilder,
        MapBuilder,
        TextBuilder,
        StructBuilder,
        TimestampBuilder {
  private static final int INITIAL_CAPACITY = 64;

  private int size;
  private int capacity;
  private boolean @Nullable [] nulls;

  VectorBuilder() {}

  /** The builder for a type. */
  public static VectorBuilder of(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> new BooleanBuilder();
      case INT32 -> new IntBuilder();
      case INT64, DATE -> new LongBuilder();
      case FLOAT32 -> new FloatBuilder();
      case FLOAT64 -> new DoubleBuilder();
      case STRING, JSON -> new TextBuilder();
      case BINARY -> new BinaryBuilder();
      case TIMESTAMP, LOCAL_TIMESTAMP -> new TimestampBuilder();
      case DECIMAL -> new DecimalBuilder();
      case LIST -> new ListBuilder(of(type.element().get(0).type()));
      case MAP -> new MapBuilder(of(type.element().get(0).type()));
      case STRUCT -> new StructBuilder(of(type.fields()));
    };
  }

  /** One builder for each column. */
  public static List<VectorBuilder> of(List<Column> columns) {
    List<VectorBuilder> builders = new ArrayList<>(columns.size());
    for (Column column : columns) {
      builders.add(of(column.type()));
    }
    return builders;
  }

  /** The values so far. */
  public final int size() {
    return size;
  }

  @Override
  public final void addNull() {
    int index = next();
    if (nulls == null) {
      nulls = new boolean[capacity];
    }
    nulls[index] = true;
    fill(index);
  }

  @Override
  public final void add(@Nullable Object canonical) {
    if (canonical == null) {
      addNull();
    } else {
      put(canonical);
    }
  }

  /** About how many bytes of heap the values so far take. */
  public abstract long heapBytes();

  /** The values so far as a vector; the builder begins anew. */
  public final ColumnVector build() {
    ColumnVector built = make(size, nulls);
    size = 0;
    capacity = 0;
    nulls = null;
    return built;
  }

  /** Adds a canonical value that is not null. */
  abstract void put(Object canonical);

  /** Called for a null at an index, for builders that keep something for it. */
  void fill(int index) {}

  /** Makes the vector and forgets the values. */
  abstract ColumnVector make(int size, boolean @Nullable [] nulls);

  /** Makes the arrays as long as this. */
  abstract void resize(int capacity);

  /** The index of a new value, for which there is room. */
  final int next() {
    if (size == capacity) {
      capacity = Math.max(INITIAL_CAPACITY, Math.addExact(capacity, capacity >> 1));
      if (nulls != null) {
        nulls = Arrays.copyOf(nulls, capacity);
      }
      resize(capacity);
    }
    return size++;
  }

  /** How many values there is room for. */
  final int capacity() {
    return capacity;
  }

  /** The bytes of flags and of so many bytes a value. */
  final long flatBytes(int each) {
    return (long) size * each + (nulls == null ? 0 : size);
  }

  static <T> T notNull(@Nullable T value) {
    return Objects.requireNonNull(value, "value");
  }
}
