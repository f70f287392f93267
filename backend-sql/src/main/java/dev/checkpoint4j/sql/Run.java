package dev.checkpoint4j.sql;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a pipeline, as it was when it was asked for. Times are the database server's.
 *
 * @param id its identity
 * @param name what the application calls it
 * @param description more about it
 * @param config its parameters, as the values of JSON
 * @param status where it is
 * @param createdAt when it was created
 * @param startedAt when its present process began, which for a resumed run is later
 * @param completedAt when it ended, well or not
 * @param error why it failed
 * @param checkpoints what is committed in it, sorted by name
 */
public record Run(
    String id,
    String name,
    Optional<String> description,
    Map<String, Object> config,
    RunStatus status,
    Instant createdAt,
    Instant startedAt,
    Optional<Instant> completedAt,
    Optional<String> error,
    List<Saved> checkpoints) {
  /** Copies the list. */
  public Run {
    checkpoints = List.copyOf(checkpoints);
  }

  /**
   * A checkpoint of a run.
   *
   * @param name its name
   * @param version how often it was saved in this run
   * @param rows its records
   * @param bytes about how many bytes they take
   */
  public record Saved(String name, long version, long rows, long bytes) {}

  /** The records of all its checkpoints. */
  public long rows() {
    return checkpoints.stream().mapToLong(Saved::rows).sum();
  }

  /** About how many bytes they take. */
  public long bytes() {
    return checkpoints.stream().mapToLong(Saved::bytes).sum();
  }
}
