package dev.checkpoint4j.examples.stores;

import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.multi.CopyReport;
import dev.checkpoint4j.multi.LoadStrategy;
import dev.checkpoint4j.multi.MultiCheckpointManager;
import java.nio.file.Path;
import java.util.List;

/**
 * A fast local store with a compact backup. Takes a directory, by default {@code ./checkpoints}.
 */
public final class LocalWithBackup {
  /** Any record will do. */
  public record Topic(String id, String name, int count) {}

  private LocalWithBackup() {}

  /** Runs it. */
  public static void main(String[] args) {
    Path directory = Path.of(args.length > 0 ? args[0] : "checkpoints");
    List<Topic> topics = List.of(new Topic("t1", "lighthouses", 12), new Topic("t2", "clocks", 7));

    // docs:begin backup
    try (MultiCheckpointManager checkpoints =
        MultiCheckpointManager.builder()
            .add("local", CheckpointManagers.open("jsonl:" + directory.resolve("local")))
            .add("backup", CheckpointManagers.open("parquet:" + directory.resolve("backup")))
            .load(LoadStrategy.NEWEST_VALID)
            .readRepair(true)
            .build()) {
      SaveResult saved = checkpoints.save("topics", Topic.class, topics);
      saved.parts().forEach(part -> System.out.println(part.store() + ": " + part.saved()));
      // docs:end backup

      // docs:begin compare
      CopyReport report = checkpoints.compare("topics");
      System.out.println("copies are equal: " + report.isSound());
      if (!report.isSound()) {
        checkpoints.repair("topics");
      }
      // docs:end compare
    }
    try (var local = CheckpointManagers.open("jsonl:" + directory.resolve("local"))) {
      local.delete("topics");
    }
    String url =
        "multi:[local=jsonl:"
            + directory.resolve("local")
            + "]"
            + "[backup=parquet:"
            + directory.resolve("backup")
            + "]";
    try (var checkpoints = CheckpointManagers.open(url)) {
      System.out.println(
          "without the local copy: " + checkpoints.load("topics", Topic.class).isPresent());
    }
  }
}
