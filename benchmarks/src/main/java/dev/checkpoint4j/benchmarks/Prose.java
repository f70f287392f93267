package dev.checkpoint4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sentences of the length and alphabet of real conversation summaries: nearly all ASCII, one
 * sentence in a hundred with an accent and a quotation. The same for the same seed.
 */
final class Prose {
  private static final List<String> WHO =
      List.of("The user", "A student", "The customer", "One of the editors", "A new colleague");
  private static final List<String> WHAT =
      List.of(
          "asked for an outline of",
          "wanted a short explanation of",
          "compared two ways of handling",
          "looked for mistakes in",
          "requested a table that shows",
          "was not satisfied with the answer about");
  private static final List<String> TOPIC =
      List.of(
          "the opening hours of a small museum",
          "a recursive function that walks a directory tree",
          "the difference between compound and simple interest",
          "a poem on autumn rain in four lines",
          "how vaccines prepare the immune system",
          "the rules of a card game for three players",
          "a letter that declines an invitation politely",
          "the cheapest way to insulate a wooden shed");
  private static final String FOREIGN = "the history of the Café \"Zur Mühle\" in the old town";
  private static final List<String> HOW =
      List.of(
          "and received a list of steps with one example for each",
          "and then changed the question twice before the answer was accepted",
          "while the assistant pointed out which of the facts it could not confirm",
          "so that it can be read aloud in less than two minutes",
          "with a remark on safety and a hint where to read more");

  private final List<String> sentences = new ArrayList<>();

  /** A pool of sentences of about {@code length} characters. */
  Prose(Random random, int length) {
    for (int i = 0; i < 400; i++) {
      StringBuilder text = new StringBuilder();
      text.append(pick(WHO, random)).append(' ').append(pick(WHAT, random)).append(' ');
      text.append(i % 100 == 0 ? FOREIGN : pick(TOPIC, random));
      int wanted = length - 30 + random.nextInt(60);
      while (text.length() < wanted) {
        text.append(", ").append(pick(HOW, random));
      }
      sentences.add(text.append('.').toString());
    }
  }

  /** Some of them, joined by spaces. */
  String text(Random random, int count) {
    StringBuilder text = new StringBuilder(pick(sentences, random));
    for (int i = 1; i < count; i++) {
      text.append(' ').append(pick(sentences, random));
    }
    return text.toString();
  }

  static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
