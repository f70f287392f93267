package dev.checkpoint4j;

import java.util.List;

/**
 * What a clean-up removed, or would remove.
 *
 * @param dryRun whether nothing was touched
 * @param files each file, with its reason
 * @param freedBytes bytes that the removed files took and that are gone when they are looked at
 *     again; 0 in a dry run
 */
public record PruneReport(boolean dryRun, List<PrunedFile> files, long freedBytes) {
  /** Nothing to remove. */
  public static final PruneReport NOTHING = new PruneReport(false, List.of(), 0);

  /** Copies the list. */
  public PruneReport {
    files = List.copyOf(files);
  }

  /** Bytes of all listed files. */
  public long bytes() {
    return files.stream().mapToLong(PrunedFile::bytes).sum();
  }

  /**
   * One file.
   *
   * @param checkpoint the name of the checkpoint to which it belonged
   * @param path where it lies or lay
   * @param reason why it is not needed, as a clause
   * @param bytes its length
   */
  public record PrunedFile(String checkpoint, String path, String reason, long bytes) {}
}
