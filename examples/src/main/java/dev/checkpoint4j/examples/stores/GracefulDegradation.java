package dev.checkpoint4j.examples.stores;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.SaveResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One of two stores cannot be written, and the work goes on. Takes a directory, by default {@code
 * ./checkpoints}.
 */
public final class GracefulDegradation {
  private GracefulDegradation() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args.length > 0 ? args[0] : "checkpoints");
    Files.createDirectories(directory);
    Path broken = directory.resolve("broken");
    Files.writeString(broken, "a file where a directory should be");

    // docs:begin degrade
    String url =
        "multi:[shared=parquet:"
            + broken
            + "][local=jsonl:"
            + directory.resolve("local")
            + "]"
            + "?on-failure=best-effort";
    try (CheckpointManager checkpoints = CheckpointManagers.open(url)) {
      SaveResult saved = checkpoints.saveRows("topics", List.of(Map.of("id", 1)));
      for (SaveResult.Part part : saved.parts()) {
        System.out.println(part.store() + (part.saved() ? " saved" : " failed"));
      }
      System.out.println("loaded " + checkpoints.loadRows("topics").orElseThrow().size());
    }
    // docs:end degrade
  }
}
