package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowFilter;
import dev.checkpoint4j.spi.column.RecordBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of windows that a filter keeps. What can be decided on the values of columns as
 * they lie there is; the rest of the filter looks at rows, but only at those that are left.
 */
final class VectorFilter {
  private final Condition conditions;
  private final int width;
  private final @Nullable RowFilter rest;

  /** The columns that the rest looks at. */
  private final int[] columns;

  private VectorFilter(Filter filter, RecordSchema schema, List<Plan> plans) {
    this.width = schema.columns().size();
    List<Filter> others = new ArrayList<>();
    List<Filter> joined = filter instanceof Filter.And and ? and.filters() : List.of(filter);
    List<Condition> decided = new ArrayList<>();
    Conditions compiler = new Conditions(schema, plans);
    for (Filter part : joined) {
      Condition condition = compiler.compile(part);
      if (condition == null) {
        others.add(part);
      } else {
        decided.add(condition);
      }
    }
    this.conditions = new Condition.All(decided);
    if (others.isEmpty()) {
      this.rest = null;
      this.columns = new int[0];
    } else {
      RowFilter left = RowFilter.compile(new Filter.And(others), schema, false);
      this.rest = left;
      this.columns = RecordBuilder.positions(schema, left.columns());
    }
  }

  /**
   * Prepares a filter.
   *
   * @throws dev.checkpoint4j.InvalidQueryException if it cannot mean anything for these columns
   */
  static VectorFilter compile(Filter filter, RecordSchema schema, List<Plan> plans) {
    RowFilter.compile(filter, schema, false);
    return new VectorFilter(filter, schema, plans);
  }

  boolean isThreadSafe() {
    return rest == null;
  }

  /**
   * The columns that are only looked at in rows that the others leave; none if there is no need.
   */
  List<String> columnsOfRows() {
    return rest == null ? List.of() : rest.columns();
  }

  /** Whether rows of a batch with these statistics may be kept. */
  boolean mayMatch(JsonNode statistics) {
    return conditions.mayMatch(statistics);
  }

  /** The rows that are kept. */
  BitSet select(Windows.Window window) {
    BitSet kept = conditions.test(window).rows();
    if (rest != null && !kept.isEmpty()) {
      select(rest, window, kept);
    }
    return kept;
  }

  private void select(RowFilter left, Windows.Window window, BitSet kept) {
    Ranges read = window.toRead(kept);
    boolean[] passed = left.test(Columns.read(window, read, columns, width));
    for (int range = 0; range < read.count(); range++) {
      int first = (int) (read.start(range) - window.from());
      for (int i = 0; i < read.length(range); i++) {
        if (!passed[read.before(range) + i]) {
          kept.clear(first + i);
        }
      }
    }
  }
}
