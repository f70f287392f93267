package dev.checkpoint4j.spi;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.internal.bind.Bindings;
import dev.checkpoint4j.schema.RecordSchema;
import java.util.List;
import java.util.Map;

/**
 * How one Java type becomes rows and comes back. The only code that looks into a user's class, with
 * Jackson's introspection, so that annotations mean the same in every backend. Immutable,
 * thread-safe and cached by type.
 *
 * <p>It has two faces. A format made of JSON text uses {@link #jsonWriter} and {@link #jsonReader};
 * every other one uses {@link #rowWriter} and {@link #rowReader}, which exchange rows of the
 * canonical values of {@link dev.checkpoint4j.schema.ColumnType}. What cannot be bound or read
 * throws {@link RowProblem}, to which the caller adds the place.
 *
 * @param <T> the record type
 */
public interface RecordBinding<T> {
  /**
   * The binding of a type.
   *
   * @throws dev.checkpoint4j.UnsupportedTypeException if values of it cannot be kept as rows; the
   *     message names the part at fault and what to do
   */
  static <T> RecordBinding<T> of(TypeRef<T> type) {
    return Bindings.of(type);
  }

  /**
   * The binding of rows with no class that hold these columns alone; nested paths become keys as
   * written.
   */
  static RecordBinding<Map<String, Object>> ofColumns(List<String> paths) {
    return Bindings.ofColumns(paths);
  }

  /** The type bound. */
  TypeRef<T> type();

  /** The columns of the type; for rows with no class none, since only the data tells. */
  RecordSchema schema();

  /** Whether rows may have columns that {@link #schema} does not name: rows with no class. */
  boolean isOpen();

  /** The top-level columns that reading this type needs; empty means all of them. */
  List<String> columnsRead();

  /** Begins to write rows as JSON objects. Each save has one of its own. */
  JsonRowWriter<T> jsonWriter();

  /**
   * Prepares to read rows that are JSON objects.
   *
   * @param stored what was recorded when they were written; {@link RecordSchema#EMPTY} if nothing
   *     was
   * @throws RowProblem if a stored column's type can never fit
   */
  JsonRowReader<T> jsonReader(RecordSchema stored);

  /** Begins to write rows of canonical values. Each save has one of its own. */
  RowWriter<T> rowWriter();

  /**
   * Prepares to read rows of canonical values.
   *
   * @param stored the schema of the rows, from {@link RowWriter#schema} or from a foreign file
   * @throws RowProblem if a stored column's type can never fit
   */
  RowReader<T> rowReader(RecordSchema stored);
}
