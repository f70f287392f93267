package dev.checkpoint4j.examples.stores;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One program, two environments: the store is what {@code CHECKPOINT_URL} says. Takes a directory,
 * by default {@code ./checkpoints}.
 */
public final class DevelopmentAndProduction {
  private DevelopmentAndProduction() {}

  /** Runs it in both environments, one after the other. */
  public static void main(String[] args) {
    Path directory = Path.of(args.length > 0 ? args[0] : "checkpoints");
    run(Map.of("CHECKPOINT_URL", "jsonl:" + directory.resolve("dev")));
    run(
        Map.of(
            "CHECKPOINT_URL",
            "multi:[fast=parquet:"
                + directory.resolve("prod")
                + "?compression=zstd]"
                + "[safe=jsonl:"
                + directory.resolve("archive")
                + "?compression=gzip]"
                + "?save=quorum-2&on-failure=require-all"));
  }

  // docs:begin environment
  static void run(Map<String, String> environment) {
    try (CheckpointManager checkpoints = CheckpointManagers.fromEnvironment(environment)) {
      checkpoints.saveRows("topics", List.of(Map.of("id", 1)));
      System.out.println(checkpoints.getClass().getSimpleName() + ": " + checkpoints.list());
    }
  }
  // docs:end environment
}
