package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.internal.bind.Codec.ColumnReader;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowReader;
import dev.checkpoint4j.spi.RowWriter;
import dev.checkpoint4j.spi.column.ColumnAppender;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The row face of a class. */
abstract class Rows {
  /** Refuses codecs whose values are no JSON objects. */
  static Rows of(Codec codec) {
    if (codec instanceof StructCodec struct) {
      return new Fixed(
          struct.type().fields(),
          List.copyOf(struct.namesRead()),
          struct::toColumn,
          struct::appendRow,
          struct::rowReader);
    }
    if (codec instanceof SealedCodec sealed) {
      List<Column> columns = sealed.columns();
      Function<Object, @Nullable Object[]> toRow = v -> sealed.toRow(v, columns);
      return new Fixed(
          columns,
          List.of(),
          toRow,
          (v, to) -> ColumnAppender.addRow(toRow.apply(v), to),
          sealed::rowReader);
    }
    if (codec instanceof MapCodec || (codec instanceof OpaqueCodec opaque && opaque.isObject())) {
      return new OpenRows(codec);
    }
    throw Problems.unsupported(
        "a row must be a JSON object with named fields, but this type is kept as "
            + codec.expected()
            + "; wrap it in a record with one field");
  }

  abstract List<Column> columns();

  abstract boolean isOpen();

  abstract List<String> columnsRead();

  abstract <T> RowWriter<T> writer();

  abstract <T> RowReader<T> reader(RecordSchema stored);

  /** Columns that the class alone decides. */
  private static final class Fixed extends Rows {
    private final List<Column> columns;
    private final List<String> columnsRead;
    private final Function<Object, @Nullable Object[]> toRow;
    private final BiConsumer<Object, List<? extends ColumnAppender>> append;
    private final Function<List<Column>, ColumnReader> readers;

    Fixed(
        List<Column> columns,
        List<String> columnsRead,
        Function<Object, @Nullable Object[]> toRow,
        BiConsumer<Object, List<? extends ColumnAppender>> append,
        Function<List<Column>, ColumnReader> readers) {
      this.columns = columns;
      this.columnsRead = columnsRead;
      this.toRow = toRow;
      this.append = append;
      this.readers = readers;
    }

    @Override
    List<Column> columns() {
      return columns;
    }

    @Override
    boolean isOpen() {
      return false;
    }

    @Override
    List<String> columnsRead() {
      return columnsRead;
    }

    @Override
    <T> RowWriter<T> writer() {
      RecordSchema schema = new RecordSchema(columns, Map.of());
      return new RowWriter<>() {
        @Override
        public void learn(T record) {
          if (record == null) {
            throw Problems.unsupported("a record is null");
          }
        }

        @Override
        public RecordSchema schema() {
          return schema;
        }

        @Override
        public @Nullable Object[] toRow(T record) {
          learn(record);
          return toRow.apply(record);
        }

        @Override
        public void append(T record, List<? extends ColumnAppender> to) {
          learn(record);
          append.accept(record, to);
        }
      };
    }

    @Override
    @SuppressWarnings("unchecked")
    <T> RowReader<T> reader(RecordSchema stored) {
      ColumnReader reader = readers.apply(stored.columns());
      return new RowReader<>() {
        @Override
        public T read(@Nullable Object[] row) {
          return (T) Objects.requireNonNull(reader.read(row));
        }

        @Override
        public RowReader<T> forOneThread() {
          ColumnReader own = reader.forOneThread();
          return row -> (T) Objects.requireNonNull(own.read(row));
        }
      };
    }
  }
}
