package dev.checkpoint4j.kit;

import dev.checkpoint4j.kit.ValueTypes.Color;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.query.Filter.Comparison;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says what a filter means for a {@link Talk}, in the plainest way: on the record itself, with
 * {@code null} for unknown. Shares no code with the library's own evaluation, which is judged by
 * it.
 */
final class KitEvaluator {
  private KitEvaluator() {}

  static boolean keeps(Filter filter, Talk talk) {
    return Boolean.TRUE.equals(truth(filter, talk));
  }

  private static @Nullable Boolean truth(Filter filter, Talk talk) {
    if (filter instanceof Filter.And and) {
      return all(and.filters(), talk, false);
    } else if (filter instanceof Filter.Or or) {
      return all(or.filters(), talk, true);
    } else if (filter instanceof Filter.Not not) {
      Boolean inner = truth(not.filter(), talk);
      return inner == null ? null : (Boolean) !inner;
    } else if (filter instanceof Filter.IsNull isNull) {
      return value(isNull.path(), talk) == null;
    }
    return condition(filter, talk);
  }

  /** And (or, with {@code decisive} true, or): decided by one, else unknown if any is. */
  private static @Nullable Boolean all(List<Filter> filters, Talk talk, boolean decisive) {
    boolean unknown = false;
    for (Filter filter : filters) {
      Boolean truth = truth(filter, talk);
      if (truth == null) {
        unknown = true;
      } else if (truth == decisive) {
        return decisive;
      }
    }
    return unknown ? null : (Boolean) !decisive;
  }

  private static @Nullable Boolean condition(Filter filter, Talk talk) {
    if (filter instanceof Filter.Compare compare) {
      Object value = value(compare.path(), talk);
      return value == null
          ? null
          : (Boolean) holds(compare.comparison(), order(value, compare.value()));
    } else if (filter instanceof Filter.In in) {
      Object value = value(in.path(), talk);
      return value == null
          ? null
          : (Boolean) in.values().stream().anyMatch(constant -> order(value, constant) == 0);
    } else if (filter instanceof Filter.StringMatch match) {
      Object value = value(match.path(), talk);
      return value == null ? null : (Boolean) matches(match, (String) value);
    } else if (filter instanceof Filter.ListSize size) {
      Object value = value(size.path(), talk);
      return value == null
          ? null
          : (Boolean) holds(size.comparison(), Long.compare(((List<?>) value).size(), size.size()));
    } else if (filter instanceof Filter.ListContains contains) {
      Object value = value(contains.path(), talk);
      return value == null ? null : (Boolean) ((List<?>) value).contains(contains.value());
    }
    throw new AssertionError("An unknown condition " + filter.getClass());
  }

  private static boolean matches(Filter.StringMatch match, String value) {
    // The words of the test have no letters whose lower case depends on more than themselves.
    String text = match.ignoreCase() ? value.toLowerCase(Locale.ROOT) : value;
    String part = match.ignoreCase() ? match.text().toLowerCase(Locale.ROOT) : match.text();
    return switch (match.match()) {
      case CONTAINS -> text.contains(part);
      case STARTS_WITH -> text.startsWith(part);
      case EQUALS -> text.equals(part);
    };
  }

  private static boolean holds(Comparison comparison, int order) {
    return switch (comparison) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  private static int order(Object value, Object constant) {
    if (value instanceof Number) {
      return decimal(value).compareTo(decimal(constant));
    } else if (value instanceof Instant instant) {
      return instant.compareTo((Instant) constant);
    } else if (value instanceof Boolean flag) {
      return flag.compareTo((Boolean) constant);
    }
    return Arrays.compare(codePoints(value), codePoints(constant));
  }

  private static BigDecimal decimal(Object number) {
    return number instanceof Double d ? new BigDecimal(d) : new BigDecimal(number.toString());
  }

  private static int[] codePoints(Object text) {
    Object name = text == Color.BLUE ? "deep-blue" : text;
    return name.toString().codePoints().toArray();
  }

  private static @Nullable Object value(String path, Talk talk) {
    Talk.Meta meta = talk.meta();
    return switch (path) {
      case "id" -> talk.id();
      case "score" -> talk.score();
      case "frustration" -> talk.frustration();
      case "tokens" -> talk.tokens();
      case "ratio" -> talk.ratio();
      case "topic" -> talk.topic();
      case "tags" -> talk.tags();
      case "meta" -> meta;
      case "meta.model" -> meta == null ? null : meta.model();
      case "meta.turns" -> meta == null ? null : meta.turns();
      case "at" -> talk.at();
      case "flagged" -> talk.flagged();
      case "color" -> talk.color();
      case "price" -> talk.price();
      default -> throw new AssertionError("An unknown path " + path);
    };
  }
}
