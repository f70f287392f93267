package dev.checkpoint4j.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model found in a {@link Conversation}. Immutable: lists and map are unmodifiable copies,
 * and the embedding is copied in and out. Equal if all parts are, the embedding bit by bit.
 *
 * <pre>{@code
 * ConversationSummary embedded = summary.withEmbedding(model.embed(summary.summary()));
 * }</pre>
 *
 * @param summary what was said
 * @param request what the person asked for
 * @param topic what it is about
 * @param languages in which it was held
 * @param task what the model was to do
 * @param concerningScore how worrying it is, from 1 to 5
 * @param userFrustration how frustrated the person was, from 1 to 5
 * @param assistantErrors what the model did wrong
 * @param chatId the conversation's identity
 * @param metadata whatever else is known of it; a null becomes an empty map
 * @param embedding the summary as a vector
 */
@SuppressWarnings("ArrayRecordComponent") // Boxed numbers would take five times the memory.
public record ConversationSummary(
    String summary,
    @Nullable String request,
    @Nullable String topic,
    @Nullable List<String> languages,
    @Nullable String task,
    @JsonProperty("concerning_score") @Nullable Integer concerningScore,
    @JsonProperty("user_frustration") @Nullable Integer userFrustration,
    @JsonProperty("assistant_errors") @Nullable List<String> assistantErrors,
    @JsonProperty("chat_id") String chatId,
    Map<String, @Nullable Object> metadata,
    double @Nullable [] embedding) {
  /**
   * Copies what could change.
   *
   * @throws IllegalArgumentException if a score is not from 1 to 5
   */
  public ConversationSummary {
    checkScore("concerning_score", concerningScore);
    checkScore("user_frustration", userFrustration);
    languages = Copies.ofNullable(languages);
    assistantErrors = Copies.ofNullable(assistantErrors);
    metadata = metadata == null ? Map.of() : Copies.of(metadata);
    embedding = embedding == null ? null : embedding.clone();
  }

  private static void checkScore(String name, @Nullable Integer score) {
    if (score != null && (score < 1 || score > 5)) {
      throw new IllegalArgumentException(name + " must be from 1 to 5 but was " + score);
    }
  }

  /** A copy of the embedding; null if there is none. */
  @Override
  public double @Nullable [] embedding() {
    return embedding == null ? null : embedding.clone();
  }

  /** The same summary with this embedding, or with none. */
  @SuppressWarnings("NullAway") // It does not see the annotation of an array that is a component.
  public ConversationSummary withEmbedding(double @Nullable [] newEmbedding) {
    return new ConversationSummary(
        summary,
        request,
        topic,
        languages,
        task,
        concerningScore,
        userFrustration,
        assistantErrors,
        chatId,
        metadata,
        newEmbedding);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConversationSummary that
        && Objects.equals(summary, that.summary)
        && Objects.equals(request, that.request)
        && Objects.equals(topic, that.topic)
        && Objects.equals(languages, that.languages)
        && Objects.equals(task, that.task)
        && Objects.equals(concerningScore, that.concerningScore)
        && Objects.equals(userFrustration, that.userFrustration)
        && Objects.equals(assistantErrors, that.assistantErrors)
        && Objects.equals(chatId, that.chatId)
        && metadata.equals(that.metadata)
        && Arrays.equals(embedding, that.embedding);
  }

  @Override
  public int hashCode() {
    return Objects.hash(chatId, summary, metadata, Arrays.hashCode(embedding));
  }

  /** Names the conversation and the parts that are no contents of it. */
  @Override
  public String toString() {
    return "ConversationSummary[chatId="
        + chatId
        + ", concerningScore="
        + concerningScore
        + ", userFrustration="
        + userFrustration
        + ", embedding="
        + (embedding == null ? "none" : embedding.length + " numbers")
        + "]";
  }
}
