package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.internal.bind.Codec.ColumnReader;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.spi.RowProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which stored column goes into which field of a record or bean. */
final class StructPlan implements ColumnReader {
  private final List<Column> stored;
  private final @Nullable ReadField[] fields;
  private final @Nullable ColumnReader[] readers;
  private final Maker maker;

  StructPlan(List<Column> stored, Map<String, ReadField> byName, Maker maker) {
    this.stored = stored;
    this.maker = maker;
    this.fields = new @Nullable ReadField[stored.size()];
    this.readers = new @Nullable ColumnReader[stored.size()];
    Map<Integer, String> taken = new HashMap<>();
    for (int i = 0; i < fields.length; i++) {
      Column column = stored.get(i);
      ReadField field = byName.get(column.name());
      if (field == null || field.isIgnored()) {
        continue;
      }
      String other = taken.put(field.slot(), column.name());
      if (other != null) {
        throw Problems.mismatch("one column", "also its alias \"" + other + "\"")
            .inside(column.name());
      }
      fields[i] = field;
      try {
        readers[i] = field.codec().reader(column.type());
      } catch (RowProblem e) {
        throw e.inside(column.name());
      }
    }
  }

  @Override
  public Object read(Object canonical) {
    return read((@Nullable Object[]) canonical, maker.blank(), readers);
  }

  @Override
  public ColumnReader forOneThread() {
    @Nullable Object[] values = maker.blank();
    @Nullable ColumnReader[] own = readers.clone();
    for (int i = 0; i < own.length; i++) {
      ColumnReader reader = own[i];
      own[i] = reader == null ? null : reader.forOneThread();
    }
    return row -> {
      maker.clear(values);
      return read((@Nullable Object[]) row, values, own);
    };
  }

  private Object read(
      @Nullable Object[] row, @Nullable Object[] values, @Nullable ColumnReader[] using) {
    for (int i = 0; i < fields.length; i++) {
      ReadField field = fields[i];
      ColumnReader reader = using[i];
      if (field == null || reader == null) {
        continue;
      }
      Object value = row[i];
      try {
        if (value != null) {
          values[field.slot()] = reader == AS_IS ? value : reader.read(value);
        } else if (!stored.get(i).absent()) {
          values[field.slot()] = field.codec().ofNull();
        }
      } catch (RowProblem e) {
        throw e.inside(stored.get(i).name());
      }
    }
    return maker.make(values);
  }
}
