package dev.checkpoint4j;

import java.util.List;
import java.util.Optional;

/**
 * What a save left in the store.
 *
 * @param name the checkpoint's name
 * @param saved whether anything was stored; false from a disabled manager
 * @param version the new version, counted from 1 for each name; 0 if nothing was stored
 * @param rows the number of records
 * @param bytes bytes on disk
 * @param digest SHA-256 of the stored bytes in lower-case hex; empty where the backend has none
 * @param parts where several stores took part, what each of them said, in their order; empty
 *     otherwise
 */
public record SaveResult(
    String name,
    boolean saved,
    long version,
    long rows,
    long bytes,
    Optional<String> digest,
    List<Part> parts) {
  /** Copies the list. */
  public SaveResult {
    parts = List.copyOf(parts);
  }

  /** The result of a single store. */
  public SaveResult(
      String name, boolean saved, long version, long rows, long bytes, Optional<String> digest) {
    this(name, saved, version, rows, bytes, digest, List.of());
  }

  /**
   * What one of several stores said.
   *
   * @param store its name
   * @param saved whether it has the new version
   * @param detail for people: its version, or why it has none
   */
  public record Part(String store, boolean saved, String detail) {}
}
