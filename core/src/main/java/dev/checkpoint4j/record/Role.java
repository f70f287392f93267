package dev.checkpoint4j.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who wrote a {@link Message}. */
public enum Role {
  /** The person. */
  @JsonProperty("user")
  USER,
  /** The model. */
  @JsonProperty("assistant")
  ASSISTANT
}
