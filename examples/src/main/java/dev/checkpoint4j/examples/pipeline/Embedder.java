package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.record.ConversationSummary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns summaries into vectors of length 1: each word has a place and a sign by its hash, and
 * weighs more the rarer it is among all summaries (TF-IDF). Words that stand in one summary alone
 * make it like no other and are left out. Stands in for an embedding model; gives the same vectors
 * on every machine.
 */
final class Embedder {
  static final int DIMENSIONS = 256;

  /** Long words that begin alike are one: "sentence", "sentences". */
  private static final int STEM_CHARS = 6;

  private final Map<String, Integer> documentFrequencies = new HashMap<>();
  private final int documents;

  /** Learns from all summaries how rare each word is. */
  Embedder(List<ConversationSummary> summaries) {
    documents = summaries.size();
    for (ConversationSummary summary : summaries) {
      new HashSet<>(stems(textOf(summary)))
          .forEach(word -> documentFrequencies.merge(word, 1, Integer::sum));
    }
  }

  ConversationSummary embed(ConversationSummary summary) {
    return summary.withEmbedding(vector(textOf(summary)));
  }

  /** All zeros if the text has no word that carries meaning. */
  double[] vector(String text) {
    double[] vector = new double[DIMENSIONS];
    for (String word : stems(text)) {
      int hash = spread(word.hashCode());
      vector[(hash >>> 1) % DIMENSIONS] += ((hash & 1) == 0 ? 1 : -1) * rarity(word);
    }
    return Vectors.normalise(vector);
  }

  private double rarity(String word) {
    double containing = documentFrequencies.getOrDefault(word, 0);
    if (containing < 2) {
      return 0;
    }
    // StrictMath: Math.log may differ in the last bit between machines.
    return StrictMath.log((1 + documents) / (1 + containing)) + 1;
  }

  /** String.hashCode is specified, but its low bits are poor; this is the finaliser of a mixer. */
  private static int spread(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x7feb352d;
    mixed = (mixed ^ (mixed >>> 15)) * 0x846ca68b;
    return mixed ^ (mixed >>> 16);
  }

  private static List<String> stems(String text) {
    return Words.content(text).stream()
        .map(word -> word.length() > STEM_CHARS ? word.substring(0, STEM_CHARS) : word)
        .toList();
  }

  private static String textOf(ConversationSummary summary) {
    return Stream.of(summary.request(), summary.topic(), summary.summary())
        .filter(text -> text != null)
        .collect(Collectors.joining("\n"));
  }
}
