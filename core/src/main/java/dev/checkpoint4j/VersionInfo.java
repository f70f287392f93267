package dev.checkpoint4j;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One version of a checkpoint that can be loaded.
 *
 * @param name the checkpoint's name
 * @param version counted from 1 for each name; 0 for a file that somebody else wrote
 * @param createdAt when it was committed
 * @param rows the number of records; empty if nobody counted them
 * @param bytes length of its data
 * @param digest SHA-256 of the data in lower-case hex; empty where none was recorded
 * @param fingerprint what it was computed from; empty if nobody said
 * @param tags names that keep it from being pruned, sorted
 * @param current whether it is what a load without a version gives
 */
public record VersionInfo(
    String name,
    long version,
    Instant createdAt,
    OptionalLong rows,
    long bytes,
    Optional<String> digest,
    Optional<Fingerprint> fingerprint,
    Set<String> tags,
    boolean current) {
  /** Copies the tags, sorted. */
  public VersionInfo {
    SortedSet<String> sorted = new TreeSet<>(tags);
    tags = Collections.unmodifiableSortedSet(sorted);
  }

  /** The only version of a checkpoint whose store keeps no others. */
  public static VersionInfo current(CheckpointInfo info) {
    return new VersionInfo(
        info.name(),
        info.version(),
        info.createdAt(),
        info.rows(),
        info.bytes(),
        info.digest(),
        Optional.empty(),
        Set.of(),
        true);
  }
}
