package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link TypedSummary} for who does not need the embedding. */
public record BareSummary(
    @JsonProperty("summary") String summary,
    @JsonProperty("request") @Nullable String request,
    @JsonProperty("topic") @Nullable String topic,
    @JsonProperty("languages") List<String> languages,
    @JsonProperty("task") @Nullable String task,
    @JsonProperty("concerning_score") @Nullable Integer concerningScore,
    @JsonProperty("user_frustration") @Nullable Integer userFrustration,
    @JsonProperty("assistant_errors") List<String> assistantErrors,
    @JsonProperty("chat_id") String chatId,
    @JsonProperty("metadata") Metadata metadata) {}
