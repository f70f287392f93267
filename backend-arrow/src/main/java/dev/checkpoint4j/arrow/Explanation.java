package dev.checkpoint4j.arrow;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells people what a query reads and what it skips. */
final class Explanation {
  private static final int COLUMNS_SHOWN = 20;

  private Explanation() {}

  /**
   * Explains a query; the batches' headers are read, and nothing else.
   *
   * @param windows of which none was taken
   * @param built the columns that the results have
   * @param filter as it was compiled; null if all rows are wanted
   */
  static List<String> of(
      Windows windows, int[] built, Filter condition, @Nullable VectorFilter filter)
      throws IOException {
    RecordSchema schema = windows.schema();
    List<String> tested =
        filter == null ? List.of() : RowFilter.compile(condition, schema, false).columns();
    List<String> read = new ArrayList<>();
    for (int i = 0; i < schema.columns().size(); i++) {
      int column = i;
      String name = schema.columns().get(i).name();
      if (tested.contains(name) || Arrays.stream(built).anyMatch(c -> c == column)) {
        read.add(name);
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "columns: reads " + read.size() + " of " + schema.columns().size() + ": " + join(read));
    Windows.Extent extent = windows.extent();
    if (filter == null) {
      lines.add("rows: reads all " + extent.rows() + "; count is told by the batches' headers");
      return lines;
    }
    lines.add(
        "batches: reads "
            + (extent.batches() - extent.skipped())
            + " of "
            + extent.batches()
            + "; statistics skip "
            + extent.skipped());
    lines.add(
        "rows: tests the filter on " + extent.rowsLeft() + " of " + extent.rows() + how(filter));
    return lines;
  }

  private static String how(VectorFilter filter) {
    List<String> rest = filter.columnsOfRows();
    return rest.isEmpty()
        ? ", column by column, and reads other columns where it is true"
        : ", and " + join(rest) + " row by row where the rest of it is true";
  }

  private static String join(List<String> names) {
    int shown = Math.min(names.size(), COLUMNS_SHOWN);
    return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", …" : "");
  }
}
