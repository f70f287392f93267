package dev.checkpoint4j.query;

import dev.checkpoint4j.internal.ColumnPath;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.query.Filter.Match;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Filters by chance, the hostile ones included; the same for the same seed. */
public final class RandomFilters {
  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "'",
          "''",
          "\"",
          "`",
          "``",
          "'; drop table x --",
          "a'b\"c`d",
          "\\",
          "\\'",
          "\n\r\t",
          "\0",
          "é",
          "𝒳",
          "\uD800",
          "\uDC00x",
          "ﬀ",
          "İ",
          "ß",
          "and",
          "NOT",
          "null",
          "true",
          "in",
          "size",
          "has",
          "nan",
          "Infinity",
          "x",
          "date",
          "1",
          "-1",
          "1e5",
          "a.b",
          ".",
          "..",
          "a b",
          "(",
          ")",
          ",",
          "=",
          "⟨here⟩",
          "all",
          "any",
          "starts with",
          "\u00A0",
          "\u202E",
          "--",
          "/*");

  private final Random random;

  public RandomFilters(Random random) {
    this.random = random;
  }

  /** A filter of at most this depth over such paths and constants. */
  public Filter filter(int depth, Supplier<String> path, Supplier<Object> constant) {
    return switch (depth > 1 ? random.nextInt(10) : 3 + random.nextInt(7)) {
      case 0 -> new Filter.And(filters(depth, path, constant));
      case 1 -> new Filter.Or(filters(depth, path, constant));
      case 2 -> filter(depth - 1, path, constant).not();
      case 3 -> new Filter.IsNull(path.get());
      case 4 -> new Filter.In(path.get(), some(i -> constant.get()));
      case 5 ->
          new Filter.StringMatch(path.get(), any(Match.values()), text(), random.nextBoolean());
      case 6 -> new Filter.ListSize(path.get(), any(Comparison.values()), random.nextInt(4) - 1);
      case 7 -> new Filter.ListContains(path.get(), constant.get());
      default -> new Filter.Compare(path.get(), any(Comparison.values()), constant.get());
    };
  }

  private List<Filter> filters(int depth, Supplier<String> path, Supplier<Object> constant) {
    return some(i -> filter(depth - 1, path, constant));
  }

  private <T> List<T> some(Function<Integer, T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(element.apply(i));
    }
    return list;
  }

  /** One to three names of any kind. */
  public String path() {
    List<String> names = new ArrayList<>(List.of(text()));
    while (random.nextInt(3) == 0 && names.size() < 3) {
      names.add(text());
    }
    return ColumnPath.print(names);
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
    }
    return text.toString();
  }

  /** A constant of any kind. */
  public Object constant() {
    return switch (random.nextInt(16)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextLong();
      case 2 -> (short) random.nextInt();
      case 3 -> Float.intBitsToFloat(random.nextInt());
      case 4 -> Double.longBitsToDouble(random.nextLong());
      case 5 -> new BigInteger(200, random).negate();
      case 6 -> new BigDecimal(new BigInteger(70, random), random.nextInt(4000) - 2000);
      case 7 -> random.nextBoolean();
      case 8 -> new UUID(random.nextLong(), random.nextLong());
      case 9 ->
          Instant.ofEpochSecond(random.nextLong() % 10_000_000_000_000L, random.nextInt(1 << 29));
      case 10 -> LocalDateTime.ofEpochSecond(random.nextInt(), 0, java.time.ZoneOffset.UTC);
      case 11 -> LocalDate.ofEpochDay(random.nextInt() / 10);
      case 12 -> any(Comparison.values());
      case 13 -> any(List.of(Instant.MIN, Instant.MAX, LocalDate.MIN, LocalDateTime.MAX).toArray());
      case 14 -> text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      default -> text();
    };
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
