package dev.checkpoint4j.kit;

import static dev.checkpoint4j.query.Field.field;

import dev.checkpoint4j.kit.ValueTypes.Color;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.query.Filter.Match;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random filters over {@link Talk}, all of which mean something. */
final class RandomFilters {
  private static final List<String> NUMBERS =
      List.of("score", "frustration", "tokens", "ratio", "meta.turns", "price", "id");
  private static final List<String> TEXTS = List.of("topic", "meta.model");
  private static final List<String> ALL =
      List.of(
          "score",
          "frustration",
          "topic",
          "tags",
          "meta",
          "meta.model",
          "meta.turns",
          "at",
          "color",
          "price",
          "flagged");

  private final Random random;

  RandomFilters(Random random) {
    this.random = random;
  }

  Filter next(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return condition();
    }
    return switch (random.nextInt(3)) {
      case 0 -> new Filter.Not(next(depth - 1));
      case 1 -> new Filter.And(several(depth - 1));
      default -> new Filter.Or(several(depth - 1));
    };
  }

  private List<Filter> several(int depth) {
    List<Filter> filters = new ArrayList<>();
    for (int i = random.nextInt(3) + 1; i >= 0; i--) {
      filters.add(next(depth));
    }
    return filters;
  }

  private Filter condition() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> new Filter.Compare(one(NUMBERS), one(Comparison.values()), number());
      case 2 -> new Filter.Compare(one(TEXTS), one(Comparison.values()), Talk.word(random));
      case 3 -> new Filter.Compare("at", one(Comparison.values()), Talk.instant(random));
      case 4 -> random.nextBoolean() ? field("flagged").eq(random.nextBoolean()) : color();
      case 5 -> random.nextBoolean() ? numbersIn() : textsIn();
      case 6 -> new Filter.IsNull(one(ALL));
      case 7 ->
          new Filter.StringMatch(
              one(TEXTS), one(Match.values()), Talk.word(random), random.nextBoolean());
      case 8 -> new Filter.ListSize("tags", one(Comparison.values()), random.nextInt(4));
      default -> new Filter.ListContains("tags", Talk.word(random));
    };
  }

  private Filter color() {
    Object color = random.nextBoolean() ? one(Color.values()) : "deep-blue";
    return random.nextBoolean() ? field("color").eq(color) : field("color").ne(color);
  }

  private Filter numbersIn() {
    return new Filter.In(one(NUMBERS), List.of(number(), number(), number()));
  }

  private Filter textsIn() {
    return new Filter.In(one(TEXTS), List.of(Talk.word(random), Talk.word(random)));
  }

  /** Of every Java type, near the values that occur. */
  private Object number() {
    int small = random.nextInt(9) - 3;
    return switch (random.nextInt(6)) {
      case 0 -> small;
      case 1 -> (long) small;
      case 2 -> small / 4.0;
      case 3 -> (1L << 53) + random.nextInt(3) - 1;
      case 4 -> BigDecimal.valueOf(small * 10L, 1 + random.nextInt(2));
      default -> BigInteger.valueOf(small);
    };
  }

  private <V> V one(List<V> values) {
    return values.get(random.nextInt(values.size()));
  }

  private <V> V one(V[] values) {
    return values[random.nextInt(values.length)];
  }
}
