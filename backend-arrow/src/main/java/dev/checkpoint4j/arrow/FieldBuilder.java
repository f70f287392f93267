package dev.checkpoint4j.arrow;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.spi.column.ColumnAppender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of one field as the buffers that a record batch has for it, so that a text is
 * copied while the processor still has the record at hand. The buffers are used again for the next
 * batch. Used by one thread at a time.
 */
abstract sealed class FieldBuilder implements ColumnAppender
    permits BytesBuilder,
        NumberBuilder,
        BooleanBuilder,
        FieldBuilders.Lists,
        FieldBuilders.Maps,
        FieldBuilders.Structs {
  static final byte[] NONE = {};

  private int count;
  private int nulls;

  /** One bit a value, from the first null on; before it there is none. */
  private byte[] valid = NONE;

  /** The builder of a field that {@link OwnSchema} made for a type. */
  static FieldBuilder of(Field field, ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> new BooleanBuilder();
      case INT32 -> new NumberBuilder.Ints();
      case INT64 -> new NumberBuilder.Longs();
      case FLOAT32 -> new NumberBuilder.Floats();
      case FLOAT64 -> new NumberBuilder.Doubles();
      case DATE -> new NumberBuilder.Dates(field);
      case TIMESTAMP, LOCAL_TIMESTAMP -> new NumberBuilder.Timestamps(field);
      case STRING, JSON, BINARY, DECIMAL -> new BytesBuilder();
      case LIST -> new FieldBuilders.Lists(of(field.children().get(0), elementOf(type)));
      case MAP ->
          new FieldBuilders.Maps(
              new FieldBuilders.Lists(new BytesBuilder()),
              new FieldBuilders.Lists(
                  of(field.children().get(1).children().get(0), elementOf(type))));
      case STRUCT ->
          type.fields().isEmpty()
              ? new BytesBuilder()
              : new FieldBuilders.Structs(of(field.children(), type.fields()));
    };
  }

  private static ColumnType elementOf(ColumnType type) {
    return type.element().get(0).type();
  }

  /** One builder a column. */
  static List<FieldBuilder> of(List<Field> fields, List<Column> columns) {
    List<FieldBuilder> builders = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      builders.add(of(fields.get(i), columns.get(i).type()));
    }
    return builders;
  }

  /** The values so far. */
  final int count() {
    return count;
  }

  final int nulls() {
    return nulls;
  }

  final boolean isNull(int index) {
    return nulls > 0 && (valid[index >>> 3] >>> (index & 7) & 1) == 0;
  }

  @Override
  public final void addNull() {
    if (nulls++ == 0) {
      valid = Room.of(valid, (count >>> 3) + 1, 0);
      Arrays.fill(valid, 0, count >>> 3, (byte) -1);
      valid[count >>> 3] = (byte) ((1 << (count & 7)) - 1);
    } else {
      mark(0);
    }
    putNull();
    count++;
  }

  @Override
  public final void add(@Nullable Object canonical) {
    if (canonical == null) {
      addNull();
    } else {
      put(canonical);
    }
  }

  /** Adds a value of a canonical class, if need be by a call for its kind. */
  abstract void put(Object canonical);

  /** Keeps something for a null. */
  abstract void putNull();

  /** Counts a value that is there already. */
  final void end() {
    if (nulls > 0) {
      mark(1);
    }
    count++;
  }

  /** Counts several. */
  final void end(int values) {
    if (nulls > 0) {
      for (int i = 0; i < values; i++) {
        end();
      }
    } else {
      count += values;
    }
  }

  private void mark(int bit) {
    int at = count >>> 3;
    if ((count & 7) == 0) {
      valid = Room.of(valid, at + 1, at);
      valid[at] = 0;
    }
    valid[at] |= (byte) (bit << (count & 7));
  }

  /** The bytes of the buffers so far. */
  abstract long bytes();

  /** Begins anew, without buffers that only a rare batch needs. */
  void clear() {
    count = 0;
    nulls = 0;
  }

  /** Adds the node and the buffers, parts of it after it, to a batch. */
  final void addTo(EncodedBatch batch) {
    batch.node(count, nulls);
    batch.buffer(valid, nulls == 0 ? 0 : (count + 7) >>> 3);
    addBuffersTo(batch);
  }

  /** Adds all but the node and the first buffer. */
  abstract void addBuffersTo(EncodedBatch batch);

  /**
   * What the values lie between, for the statistics of a batch.
   *
   * @return empty for what has no order, and for numbers among which one is not finite
   */
  String range() {
    return "";
  }
}
