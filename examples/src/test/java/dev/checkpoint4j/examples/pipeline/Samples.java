package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.Message;
import dev.checkpoint4j.record.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Conversations for tests. */
final class Samples {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00.000001Z");
  private static final List<List<String>> TOPICS =
      List.of(
          List.of("sourdough", "bread", "oven", "flour", "yeast", "dough"),
          List.of("python", "list", "sort", "function", "loop", "index"),
          List.of("hotel", "flight", "museum", "ticket", "train", "station"));

  private Samples() {}

  /** A conversation of these messages, beginning with the user's. */
  static Conversation conversation(String id, String... contents) {
    List<Message> messages = new ArrayList<>();
    for (String content : contents) {
      Role role = messages.size() % 2 == 0 ? Role.USER : Role.ASSISTANT;
      messages.add(new Message(START.plusSeconds(messages.size()), role, content));
    }
    return new Conversation(id, START, messages, Map.of("model", "small"));
  }

  /** Conversations about three topics in turn, in words drawn by a fixed seed. */
  static List<Conversation> ofThreeTopics(int count) {
    Random random = new Random(42);
    List<Conversation> conversations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = TOPICS.get(i % TOPICS.size());
      StringBuilder text = new StringBuilder("Tell me about");
      for (int w = 0; w < 8; w++) {
        text.append(' ').append(words.get(random.nextInt(words.size())));
      }
      conversations.add(conversation("c" + i, text + ".", "All about it: " + text + "."));
    }
    return conversations;
  }

  static List<ConversationSummary> embedded(List<Conversation> conversations) {
    List<ConversationSummary> summaries =
        conversations.stream().map(Summariser::summarise).toList();
    return summaries.stream().map(new Embedder(summaries)::embed).toList();
  }
}
