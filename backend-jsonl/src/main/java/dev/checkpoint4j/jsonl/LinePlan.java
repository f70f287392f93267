package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowFilter;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.StoredFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is read of each line: first the filter's columns, then, of the lines that pass, the record.
 *
 * <p>Where the columns are not known before the rows are read, a filter must see every row to tell
 * whether its columns exist; then one {@linkplain #watched filter} runs over all lines. Otherwise
 * each thread has {@linkplain #unwatched its own}.
 *
 * @param <T> the type of the results
 */
final class LinePlan<T> {
  /** Lines whose keys are shown to a filter that looks for a column. */
  private static final int LINES_SHOWN = 100;

  private static final Object NOT_READ = new Object();

  private final ReadPlan<T> plan;
  private final JsonRowReader<T> reader;
  private final RecordSchema schema;
  private final boolean open;
  private final @Nullable RowFilter watching;
  private final @Nullable JsonRowReader<Map<String, Object>> columns;
  private int linesShown;

  private LinePlan(RecordSchema stored, ReadPlan<T> plan) {
    this.plan = plan;
    this.reader = plan.binding().jsonReader(stored);
    this.open = stored.equals(RecordSchema.EMPTY);
    this.schema = open ? plan.binding().schema() : stored;
    if (plan.filter().isAll()) {
      this.watching = null;
      this.columns = null;
    } else {
      this.watching = filter(plan.filter());
      this.columns = RecordBinding.ofColumns(watching.columns()).jsonReader(schema);
    }
  }

  /**
   * Prepares to read a file.
   *
   * @throws dev.checkpoint4j.InvalidQueryException if the filter does not fit the columns
   */
  static <T> LinePlan<T> of(StoredFile in, ReadPlan<T> plan) {
    try {
      return new LinePlan<>(in.schema(), plan);
    } catch (RowProblem problem) {
      throw problem.at(in.where());
    }
  }

  private RowFilter filter(Filter filter) {
    return RowFilter.compile(filter, schema, open);
  }

  /** How many results at most. */
  long limit() {
    return plan.limit();
  }

  /** Whether all lines are wanted. */
  boolean isUnfiltered() {
    return watching == null;
  }

  /** Whether the filter need not see every row. */
  boolean allColumnsSeen() {
    return watching == null || watching.allColumnsSeen();
  }

  /** Called after the last row; throws if a column of the filter was in none. */
  void finish() {
    if (watching != null) {
      watching.finish();
    }
  }

  /** Builds records, with the one filter that sees all rows. */
  LineRows<T> watched() {
    return watching == null ? reader::read : in -> passes(watching, in) ? record(in) : null;
  }

  /** Builds records, with a filter of its own. */
  LineRows<T> unwatched() {
    if (watching == null) {
      return reader::read;
    }
    RowFilter filter = filter(plan.filter());
    return in -> passes(filter, in) ? record(in) : null;
  }

  /** Only finds the lines, with the one filter that sees all rows. */
  LineRows<Boolean> watchedMatches() {
    return watching == null ? LinePlan::skip : in -> passes(watching, in) ? true : null;
  }

  /** Only finds the lines, with a filter of its own. */
  LineRows<Boolean> unwatchedMatches() {
    if (watching == null) {
      return LinePlan::skip;
    }
    RowFilter filter = filter(plan.filter());
    return in -> passes(filter, in) ? true : null;
  }

  private boolean passes(RowFilter filter, LineParser in) throws IOException {
    Map<String, Object> row = Objects.requireNonNull(columns).read(in);
    boolean looking = filter == watching && !filter.allColumnsSeen();
    return filter.test(looking && linesShown++ < LINES_SHOWN ? named(row, in) : row);
  }

  /** With all keys of the line, so that the filter can say which column was probably meant. */
  private static Map<String, Object> named(Map<String, Object> row, LineParser in)
      throws IOException {
    Map<String, Object> named = new HashMap<>(row);
    in.endObject();
    in.rewind();
    in.beginObject();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      in.nextToken();
      in.skipChildren();
      named.putIfAbsent(key, NOT_READ);
    }
    return named;
  }

  private T record(LineParser in) throws IOException {
    in.endObject();
    in.rewind();
    in.beginObject();
    return reader.read(in);
  }

  private static Boolean skip(LineParser in) throws IOException {
    in.skipChildren();
    return true;
  }
}
