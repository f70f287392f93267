package dev.checkpoint4j.benchmarks;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.io.IOException;
import java.nio.file.Files;
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

  /** Opens a store of this kind in a directory that others may use too. */
  CheckpointManager open(Path directory) throws IOException {
    return CheckpointManagers.open(scheme + place(directory) + options);
  }

  /** The same, with the flush to the device that users have. */
  CheckpointManager openDurable(Path directory) throws IOException {
    return CheckpointManagers.open(scheme + place(directory));
  }

  private Path place(Path directory) throws IOException {
    Path own = Files.createDirectories(own(directory));
    return this == SQL ? own.resolve("checkpoints.db") : own;
  }

  /** Where all of its files lie. */
  Path own(Path directory) {
    return directory.resolve(name());
  }
}
