package dev.checkpoint4j.kit;

import java.util.List;
import java.util.stream.IntStream;

/** Plain records for the tests that are not about values. */
final class Samples {
  /** The generation stands in each record, so that a mixture of two saves shows. */
  record Item(long generation, int number, String text, List<String> tags) {}

  private Samples() {}

  /** So many records of one generation; the texts are hard to compress and to guess. */
  static List<Item> items(long generation, int count) {
    return IntStream.range(0, count).mapToObj(i -> item(generation, i)).toList();
  }

  static Item item(long generation, int number) {
    long mixed = (generation * 1_000_003 + number) * 0x9E3779B97F4A7C15L;
    return new Item(
        generation,
        number,
        "text " + Long.toHexString(mixed),
        number % 3 == 0 ? List.of() : List.of("tag-" + number, Long.toString(mixed, 36)));
  }
}
