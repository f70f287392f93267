package dev.checkpoint4j.examples;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a file that another tool put into the directory, first as rows with no class, then as a
 * record that names only some of its columns; then takes it into the store's care. Takes a
 * directory, by default {@code ./checkpoints}.
 */
public final class ForeignFile {
  private static final String WRITTEN_ELSEWHERE =
      """
      {"id": 1, "title": "Lighthouses", "year": 1998, "rating": null, "tags": ["sea", "light"]}
      {"id": 2, "title": "Clocks", "year": 2011, "rating": 4.5, "tags": []}
      """;

  /** Some of the columns; the others are skipped. */
  public record Book(long id, String title, List<String> tags) {}

  private ForeignFile() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args.length > 0 ? args[0] : "checkpoints");
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("books.jsonl"), WRITTEN_ELSEWHERE);

    try (CheckpointManager checkpoints = CheckpointManagers.open("jsonl:" + directory)) {
      for (Map<String, Object> row : checkpoints.loadRows("books").orElseThrow()) {
        System.out.println(row.get("title") + ", " + row.get("year") + ", " + row.get("rating"));
      }
      for (Book book : checkpoints.load("books", Book.class).orElseThrow()) {
        System.out.println(book);
      }
      System.out.println("verified: " + checkpoints.info("books").orElseThrow().verified());
      checkpoints.accept("books");
      System.out.println("verified: " + checkpoints.info("books").orElseThrow().verified());
    }
  }
}
