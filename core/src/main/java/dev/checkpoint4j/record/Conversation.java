package dev.checkpoint4j.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.checkpoint4j.internal.bind.NaiveUtc;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation between a person and a model. Immutable: list and map are unmodifiable copies.
 *
 * @param chatId its identity
 * @param createdAt when it began; on disk UTC without a zone, as Python writes it
 * @param messages its turns, in order; a null becomes an empty list
 * @param metadata whatever else is known of it; a null becomes an empty map
 */
public record Conversation(
    @JsonProperty("chat_id") String chatId,
    @JsonProperty("created_at") @NaiveUtc Instant createdAt,
    List<Message> messages,
    Map<String, @Nullable Object> metadata) {
  /** Copies list and map. */
  public Conversation {
    messages = messages == null ? List.of() : Copies.of(messages);
    metadata = metadata == null ? Map.of() : Copies.of(metadata);
  }
}
