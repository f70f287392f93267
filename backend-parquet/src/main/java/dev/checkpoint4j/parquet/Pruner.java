package dev.checkpoint4j.parquet;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.spi.RowFilter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of each row group that a filter may keep, from what the file says about them:
 * statistics, page indexes, dictionaries and bloom filters. Every answer errs on the side of more
 * rows. Used by one thread.
 */
final class Pruner {
  private static final String NATURAL = ":natural";

  private final Filter filter;
  private final Footer footer;
  private final FileBytes file;
  private final Map<Filter, Optional<Condition>> conditions = new HashMap<>();

  /** Why a row group need not be read. */
  enum Reason {
    /** It must be read. */
    NONE("nothing"),
    STATISTICS("statistics"),
    PAGE_INDEX("page indexes"),
    DICTIONARY("dictionaries"),
    BLOOM_FILTER("bloom filters");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** What is left of a row group. */
  record Pruned(RowRanges rows, Reason reason) {}

  Pruner(Filter filter, Footer footer, FileBytes file) {
    this.filter = filter;
    this.footer = footer;
    this.file = file;
  }

  /** The rows of a row group that the filter may keep. */
  Pruned prune(int group) throws IOException {
    long rows = footer.groups().get(group).getNum_rows();
    if (rows(filter, true, rows, c -> whole(c, group)).isEmpty()) {
      return new Pruned(RowRanges.NONE, Reason.STATISTICS);
    }
    PageIndexes indexes = new PageIndexes(footer, file, group);
    RowRanges left = rows(filter, true, rows, indexes::of);
    if (left.isEmpty()) {
      return new Pruned(RowRanges.NONE, Reason.PAGE_INDEX);
    }
    if (!mayBe(filter, true, (condition, truth) -> mayDictionary(condition, truth, group))) {
      return new Pruned(RowRanges.NONE, Reason.DICTIONARY);
    }
    if (!mayBe(filter, true, (condition, truth) -> !truth || mayBloom(condition, group))) {
      return new Pruned(RowRanges.NONE, Reason.BLOOM_FILTER);
    }
    return new Pruned(left, Reason.NONE);
  }

  /** What is known of some of the rows, one after the other. */
  record Block(long from, long to, LeafRange range) {}

  /** Tells what is known of a condition's leaf; null for nothing. */
  private interface Evidence {
    @Nullable List<Block> of(Condition condition) throws IOException;
  }

  private RowRanges rows(Filter part, boolean truth, long rows, Evidence evidence)
      throws IOException {
    if (part instanceof Filter.Not not) {
      return rows(not.filter(), !truth, rows, evidence);
    }
    if (part instanceof Filter.And and) {
      return joined(and.filters(), truth, truth, rows, evidence);
    }
    if (part instanceof Filter.Or or) {
      return joined(or.filters(), truth, !truth, rows, evidence);
    }
    Condition condition = condition(part);
    List<Block> blocks = condition == null ? null : evidence.of(condition);
    if (condition == null || blocks == null) {
      return RowRanges.all(rows);
    }
    RowRanges.Builder may = new RowRanges.Builder();
    for (Block block : blocks) {
      if (condition.may(truth, block.range())) {
        may.add(block.from(), block.to());
      }
    }
    return may.build();
  }

  private RowRanges joined(
      List<Filter> parts, boolean truth, boolean all, long rows, Evidence evidence)
      throws IOException {
    RowRanges joined = all ? RowRanges.all(rows) : RowRanges.NONE;
    for (Filter part : parts) {
      RowRanges own = rows(part, truth, rows, evidence);
      joined = all ? joined.and(own) : joined.or(own);
    }
    return joined;
  }

  /** Whether a condition may have a truth anywhere in the row group. */
  private interface Possible {
    boolean test(Condition condition, boolean truth) throws IOException;
  }

  private boolean mayBe(Filter part, boolean truth, Possible possible) throws IOException {
    if (part instanceof Filter.Not not) {
      return mayBe(not.filter(), !truth, possible);
    }
    if (part instanceof Filter.And and) {
      return truth ? all(and.filters(), true, possible) : any(and.filters(), false, possible);
    }
    if (part instanceof Filter.Or or) {
      return truth ? any(or.filters(), true, possible) : all(or.filters(), false, possible);
    }
    Condition condition = condition(part);
    return condition == null || possible.test(condition, truth);
  }

  private boolean all(List<Filter> parts, boolean truth, Possible possible) throws IOException {
    for (Filter part : parts) {
      if (!mayBe(part, truth, possible)) {
        return false;
      }
    }
    return true;
  }

  private boolean any(List<Filter> parts, boolean truth, Possible possible) throws IOException {
    for (Filter part : parts) {
      if (mayBe(part, truth, possible)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable List<Block> whole(Condition condition, int group) {
    Shape.Leaf leaf = condition.leaf();
    int number = leaf.first().leaf();
    long rows = footer.groups().get(group).getNum_rows();
    Statistics statistics = footer.chunk(group, number).getStatistics();
    if (statistics == null) {
      return null;
    }
    long entries = footer.chunk(group, number).getNum_values();
    long nulls = statistics.isSetNull_count() ? statistics.getNull_count() : -1;
    boolean ordered = isOrdered(footer, leaf, group);
    LeafRange range =
        LeafRange.of(
            leaf,
            ordered && statistics.isSetMin_value() ? statistics.getMin_value() : null,
            ordered && statistics.isSetMax_value() ? statistics.getMax_value() : null,
            nulls != 0 || footer.pandas(),
            nulls != entries);
    return List.of(new Block(0, rows, range));
  }

  /** Whether ranges of a leaf are in the order of its type and of the values themselves. */
  static boolean isOrdered(Footer footer, Shape.Leaf leaf, int group) {
    int number = leaf.first().leaf();
    List<ColumnOrder> orders = footer.meta().getColumn_orders();
    return orders != null
        && orders.size() > number
        && orders.get(number).isSetTYPE_ORDER()
        && footer.outliers().of(number, group).isEmpty();
  }

  private boolean mayDictionary(Condition condition, boolean truth, int group) throws IOException {
    if (!condition.looksForValues()) {
      return true;
    }
    Iterable<Object> values = Dictionaries.values(footer, file, condition.leaf(), group);
    return values == null || condition.anyOf(truth, values);
  }

  private boolean mayBloom(Condition condition, int group) throws IOException {
    List<?> wanted = condition.oneOf();
    if (wanted == null) {
      return true;
    }
    int leaf = condition.leaf().first().leaf();
    BloomFilter bloom = BloomFilter.read(footer.chunk(group, leaf), file);
    if (bloom == null) {
      return true;
    }
    for (Object value : wanted) {
      Long hash = BloomFilter.hash(condition.leaf(), value);
      if (hash == null || bloom.mayHold(hash)) {
        return true;
      }
    }
    return false;
  }

  /** The condition on one leaf; null where it looks at something else. */
  private @Nullable Condition condition(Filter part) {
    return conditions.computeIfAbsent(part, this::find).orElse(null);
  }

  private Optional<Condition> find(Filter part) {
    List<String> names = RowFilter.names(part.paths().get(0));
    int column = footer.schema().indexOf(names.get(0));
    if (column < 0 || isMarked(names.get(0))) {
      return Optional.empty();
    }
    Shape shape = footer.shapes().get(column);
    for (String name : names.subList(1, names.size())) {
      Shape below = shape instanceof Shape.Struct struct ? field(struct, name) : null;
      if (below == null) {
        return Optional.empty();
      }
      shape = below;
    }
    if (part instanceof Filter.ListContains) {
      shape = shape instanceof Shape.Repeated list ? list.element() : shape;
    } else if (shape.first().maxRep() > 0) {
      return Optional.empty();
    }
    return shape instanceof Shape.Leaf leaf && isComparable(leaf)
        ? Optional.of(new Condition(part, leaf))
        : Optional.empty();
  }

  private static boolean isComparable(Shape.Leaf leaf) {
    return switch (leaf.type().kind()) {
      case JSON, LIST, MAP, STRUCT -> false;
      default -> leaf.form() != LeafForm.NULLS;
    };
  }

  private static @Nullable Shape field(Shape.Struct struct, String name) {
    for (int i = 0; i < struct.fields().size(); i++) {
      if (struct.type().fields().get(i).name().equals(name)) {
        return struct.fields().get(i);
      }
    }
    return null;
  }

  /** Whether the values of a column are of classes that its type does not tell. */
  private boolean isMarked(String column) {
    String place = "/" + column.replace("~", "~0").replace("/", "~1");
    return footer.schema().untyped().entrySet().stream()
        .anyMatch(
            e ->
                (e.getKey().equals(place) || e.getKey().startsWith(place + "/"))
                    && !e.getValue().endsWith(NATURAL));
  }
}
