package dev.checkpoint4j.kit;

import dev.checkpoint4j.kit.ValueTypes.Color;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The record that queries are asked about: one column of each kind, most of them nullable. */
record Talk(
    int id,
    int score,
    @Nullable Integer frustration,
    long tokens,
    double ratio,
    @Nullable String topic,
    @Nullable List<String> tags,
    @Nullable Meta meta,
    @Nullable Instant at,
    boolean flagged,
    @Nullable Color color,
    @Nullable BigDecimal price) {

  /** Nested, for paths. */
  record Meta(@Nullable String model, @Nullable Integer turns) {}

  static final List<String> WORDS =
      List.of("", "python", "Python", "java", "a", "ab", "é", "\uffff", "😀", "it's", "x y", "50%");

  /**
   * A table of talks in which every value turns up often and every nullable column is null often.
   */
  static List<Talk> random(Random random, int count) {
    List<Talk> talks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      talks.add(
          new Talk(
              i,
              random.nextInt(5) + 1,
              maybe(random, random.nextInt(5) - 2),
              (1L << 53) + random.nextInt(3) - 1,
              random.nextInt(9) / 4.0 - 1,
              maybe(random, word(random)),
              maybe(random, words(random)),
              maybe(
                  random, new Meta(maybe(random, word(random)), maybe(random, random.nextInt(4)))),
              maybe(random, instant(random)),
              random.nextBoolean(),
              maybe(random, List.of(Color.values()).get(random.nextInt(3))),
              maybe(random, price(random))));
    }
    return talks;
  }

  static <V> @Nullable V maybe(Random random, V value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  static Instant instant(Random random) {
    return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(3), random.nextInt(3));
  }

  static BigDecimal price(Random random) {
    return BigDecimal.valueOf(random.nextInt(4) * 10L, 1 + random.nextInt(2));
  }

  private static List<String> words(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      words.add(word(random));
    }
    return words;
  }
}
