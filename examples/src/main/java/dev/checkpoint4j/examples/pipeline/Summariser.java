package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.Message;
import dev.checkpoint4j.record.Role;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Summarises one conversation by picking its most telling sentences: those whose words the
 * conversation uses most, early ones first. Stands in for a language model; the same input always
 * gives the same summary.
 */
final class Summariser {
  static final int MAX_SENTENCE_CHARS = 200;
  private static final int SENTENCES = 3;
  private static final int TOPIC_WORDS = 3;

  /**
   * How much the position counts: the first sentence weighs 1.5 times, later ones less and less.
   */
  private static final double POSITION_BONUS = 0.5;

  private Summariser() {}

  @SuppressWarnings("NullAway") // does not see that the embedding, an array, may be null
  static ConversationSummary summarise(Conversation conversation) {
    Map<String, Integer> frequencies = frequencies(conversation);
    List<String> asked =
        conversation.messages().stream()
            .filter(message -> message.role() == Role.USER)
            .map(Message::content)
            .toList();
    return new ConversationSummary(
        summary(conversation, frequencies),
        asked.isEmpty() ? null : firstSentence(asked.get(0)),
        topic(frequencies),
        Languages.of(asked),
        asked.isEmpty() ? null : Tasks.of(asked.get(0)),
        Cues.concern(conversation),
        Cues.frustration(conversation),
        Cues.admissions(conversation),
        conversation.chatId(),
        metadata(conversation),
        null);
  }

  private static String summary(Conversation conversation, Map<String, Integer> frequencies) {
    List<String> sentences =
        conversation.messages().stream()
            .flatMap(message -> Words.sentences(message.content()).stream())
            .distinct()
            .toList();
    record Scored(int position, double score) {}
    Comparator<Scored> bestFirst = Comparator.comparingDouble(Scored::score).reversed();
    return IntStream.range(0, sentences.size())
        .mapToObj(i -> new Scored(i, score(sentences.get(i), i, frequencies)))
        .sorted(bestFirst.thenComparingInt(Scored::position))
        .limit(SENTENCES)
        .sorted(Comparator.comparingInt(Scored::position))
        .map(best -> Words.shorten(sentences.get(best.position()), MAX_SENTENCE_CHARS))
        .collect(Collectors.joining(" "));
  }

  private static double score(String sentence, int position, Map<String, Integer> frequencies) {
    List<String> words = Words.content(sentence);
    double sum = words.stream().mapToInt(word -> frequencies.getOrDefault(word, 0)).sum();
    // The square root keeps a short, dense sentence from beating every fuller one.
    double density = words.isEmpty() ? 0 : sum / StrictMath.sqrt(words.size());
    return density * (1 + POSITION_BONUS / (1 + position));
  }

  private static Map<String, Integer> frequencies(Conversation conversation) {
    Map<String, Integer> frequencies = new LinkedHashMap<>();
    for (Message message : conversation.messages()) {
      Words.content(message.content()).forEach(word -> frequencies.merge(word, 1, Integer::sum));
    }
    return frequencies;
  }

  private static @Nullable String topic(Map<String, Integer> frequencies) {
    String topic =
        frequencies.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(TOPIC_WORDS)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    return topic.isEmpty() ? null : topic;
  }

  private static @Nullable String firstSentence(String text) {
    return Words.sentences(text).stream()
        .findFirst()
        .map(sentence -> Words.shorten(sentence, MAX_SENTENCE_CHARS))
        .orElse(null);
  }

  private static Map<String, @Nullable Object> metadata(Conversation conversation) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("conversation_turns", conversation.messages().size());
    metadata.putAll(conversation.metadata());
    return metadata;
  }
}
