package dev.checkpoint4j.examples.stores;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.multi.MigratedCheckpoint;
import dev.checkpoint4j.multi.Migration;
import dev.checkpoint4j.multi.MigrationReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * From JSON Lines to Parquet, with no class. Takes a directory, by default {@code ./checkpoints}.
 */
public final class FormatMigration {
  private FormatMigration() {}

  /** Runs it. */
  public static void main(String[] args) {
    Path directory = Path.of(args.length > 0 ? args[0] : "checkpoints");
    String from = "jsonl:" + directory.resolve("json");
    String to = "parquet:" + directory.resolve("parquet");
    try (CheckpointManager source = CheckpointManagers.open(from)) {
      source.saveRows("step1/topics", List.of(Map.of("id", 1, "name", "lighthouses")));
      source.saveRows("step2/empty", List.of());
    }
    // docs:begin migrate
    try (CheckpointManager source = CheckpointManagers.open(from);
        CheckpointManager target = CheckpointManagers.open(to)) {
      MigrationReport report = Migration.from(source).to(target).run();
      for (MigratedCheckpoint each : report.checkpoints()) {
        System.out.println(each.name() + ": " + each.outcome() + ", " + each.rows() + " rows");
      }
      System.out.println("complete: " + report.isComplete());
    }
    // docs:end migrate
  }
}
