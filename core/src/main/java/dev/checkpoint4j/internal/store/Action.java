package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.spi.CheckpointName;
import java.nio.file.Path;

/** What the caller asked for: the words with which its errors begin. */
enum Action {
  SAVE("save", "to"),
  LOAD("load", "from"),
  INSPECT("inspect", "in"),
  DELETE("delete", "from"),
  ACCEPT("accept", "from"),
  VERIFY("verify", "in"),
  ROLLBACK("roll back", "in"),
  TAG("tag", "in"),
  PRUNE("prune", "in"),
  COMPUTE("compute", "in");

  private final String verb;
  private final String preposition;

  Action(String verb, String preposition) {
    this.verb = verb;
    this.preposition = preposition;
  }

  /** Such as {@code Cannot load checkpoint "clusters" from checkpoints/clusters.jsonl}. */
  String of(CheckpointName name, Path place) {
    return "Cannot " + verb + " checkpoint \"" + name + "\" " + preposition + " " + place;
  }
}
