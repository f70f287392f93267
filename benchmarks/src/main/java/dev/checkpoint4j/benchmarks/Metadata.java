package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A summary's metadata with declared types, which columnar formats keep as columns. */
public record Metadata(
    @JsonProperty("conversation_turns") int conversationTurns,
    @JsonProperty("model") String model,
    @JsonProperty("winner") boolean winner,
    @JsonProperty("question_id") int questionId) {}
