package dev.checkpoint4j.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who wrote a {@link Message}. */
public enum Role {
  /** The person. */
  @JsonProperty("user")
  USER,
  /** The model. */
  @JsonProperty("assistant")
  ASSISTANT,
  /** Instructions to the model. Python Kura has no such role and does not read it. */
  @JsonProperty("system")
  SYSTEM,
  /**
   * What a tool that the model called gave back. Python Kura has no such role and does not read it.
   */
  @JsonProperty("tool")
  TOOL
}
