package dev.checkpoint4j.benchmarks;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.nio.file.Path;

/** The backends, as users get them by a URL. */
public enum Store {
  /** Text, a line a record. */
  JSONL("jsonl:", "?durability=none"),
  /** Columns under Snappy. */
  PARQUET("parquet:", "?durability=none"),
  /** Mapped columns, not compressed. */
  HF_DATASET("hf-dataset:", "?durability=none"),
  /** SQLite, which is always durable. */
  SQL("sql:", "");

  private final String scheme;
  private final String options;

  Store(String scheme, String options) {
    this.scheme = scheme;
    this.options = options;
  }

  /** Opens a store of this kind that has the directory for itself. */
  CheckpointManager open(Path directory) {
    return CheckpointManagers.open(scheme + place(directory) + options);
  }

  /** The same, with the flush to the device that users have. */
  CheckpointManager openDurable(Path directory) {
    return CheckpointManagers.open(scheme + place(directory));
  }

  private Path place(Path directory) {
    return this == SQL ? directory.resolve("checkpoints.db") : directory.resolve(name());
  }
}
