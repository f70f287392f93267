package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.record.ConversationSummary;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Finds the topics that set a group of conversations apart from all others. */
final class ClusterNames {
  private static final int KEYWORDS = 3;

  private final Map<String, Integer> everywhere;

  ClusterNames(List<ConversationSummary> all) {
    everywhere = conversationsWith(all);
  }

  /** The most telling words of the topics, best first; empty only if no summary has a topic. */
  List<String> keywords(List<ConversationSummary> members) {
    Map<String, Integer> here = conversationsWith(members);
    Comparator<String> telling =
        Comparator.comparingDouble(word -> -weight(here.getOrDefault(word, 0), word));
    return here.keySet().stream()
        .sorted(telling.thenComparing(Comparator.naturalOrder()))
        .limit(KEYWORDS)
        .toList();
  }

  static String name(List<String> keywords) {
    String name = keywords.isEmpty() ? "other" : String.join(", ", keywords);
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** Lower-case ASCII joined by underscores; {@code fallback} if nothing of the words is left. */
  static String slug(List<String> keywords, String fallback) {
    String plain = Normalizer.normalize(String.join("_", keywords), Normalizer.Form.NFD);
    String slug = plain.replaceAll("\\p{M}", "").replaceAll("[^a-z0-9]+", "_");
    String trimmed = slug.replaceAll("^_+|_+$", "");
    return trimmed.isEmpty() ? fallback : trimmed;
  }

  /** How many have the word, times the share of all that do so: common here, rare elsewhere. */
  private double weight(int here, String word) {
    double share = (double) here / everywhere.getOrDefault(word, here);
    return here * share;
  }

  private static Map<String, Integer> conversationsWith(List<ConversationSummary> summaries) {
    Map<String, Integer> counts = new HashMap<>();
    for (ConversationSummary summary : summaries) {
      String topic = Objects.requireNonNullElse(summary.topic(), "");
      Words.content(topic).stream().distinct().forEach(w -> counts.merge(w, 1, Integer::sum));
    }
    return counts;
  }
}
