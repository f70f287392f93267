package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link Summary} whose metadata has declared types, as the peers' record mappers need them. */
@SuppressWarnings("ArrayRecordComponent") // as users declare embeddings; equals compares contents
public record TypedSummary(
    @JsonProperty("summary") String summary,
    @JsonProperty("request") @Nullable String request,
    @JsonProperty("topic") @Nullable String topic,
    @JsonProperty("languages") List<String> languages,
    @JsonProperty("task") @Nullable String task,
    @JsonProperty("concerning_score") @Nullable Integer concerningScore,
    @JsonProperty("user_frustration") @Nullable Integer userFrustration,
    @JsonProperty("assistant_errors") List<String> assistantErrors,
    @JsonProperty("chat_id") String chatId,
    @JsonProperty("metadata") Metadata metadata,
    @JsonProperty("embedding") double @Nullable [] embedding) {
  @Override
  public boolean equals(Object other) {
    return other instanceof TypedSummary that
        && summary.equals(that.summary)
        && Objects.equals(request, that.request)
        && Objects.equals(topic, that.topic)
        && languages.equals(that.languages)
        && Objects.equals(task, that.task)
        && Objects.equals(concerningScore, that.concerningScore)
        && Objects.equals(userFrustration, that.userFrustration)
        && assistantErrors.equals(that.assistantErrors)
        && chatId.equals(that.chatId)
        && metadata.equals(that.metadata)
        && Arrays.equals(embedding, that.embedding);
  }

  @Override
  public int hashCode() {
    return chatId.hashCode();
  }
}
