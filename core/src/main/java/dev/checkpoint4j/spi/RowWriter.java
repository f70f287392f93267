package dev.checkpoint4j.spi;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.column.ColumnAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into rows of canonical values. Used by one thread at a time: first {@link #learn}
 * of all records (needed only where the binding {@linkplain RecordBinding#isOpen is open}), then
 * {@link #schema}, then {@link #toRow} or {@link #append} of each.
 *
 * @param <T> the record type
 */
public interface RowWriter<T> {
  /**
   * Notes the columns and types of a record.
   *
   * @throws RowProblem if it cannot be kept exactly
   */
  void learn(T record);

  /** The schema of the rows. Fixed from the first call on. */
  RecordSchema schema();

  /**
   * The canonical values of a record, one for each column of {@link #schema}.
   *
   * @throws RowProblem if it cannot be kept exactly
   */
  @Nullable Object[] toRow(T record);

  /**
   * Adds the canonical values of a record to columns, without the objects of a row between.
   *
   * @param columns one for each column of {@link #schema}
   * @throws RowProblem if it cannot be kept exactly; some columns may then have a value more
   */
  default void append(T record, List<? extends ColumnAppender> columns) {
    ColumnAppender.addRow(toRow(record), columns);
  }
}
