package dev.checkpoint4j.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.checkpoint4j.internal.bind.NaiveUtc;
import java.time.Instant;

/**
 * One turn of a {@link Conversation}. Immutable.
 *
 * @param createdAt when it was written; on disk UTC without a zone, as Python writes it
 * @param role who wrote it
 * @param content its text
 */
public record Message(
    @JsonProperty("created_at") @NaiveUtc Instant createdAt, Role role, String content) {}
