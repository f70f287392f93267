package dev.checkpoint4j;

/** What a returned save survives. */
public enum Durability {
  /**
   * The default: file contents and directory entries are forced to the device before {@code save}
   * returns, so that the checkpoint survives a kill, a crash of the system and a power cut, on a
   * local file system whose flush is honest.
   */
  FULL,
  /**
   * Nothing is forced: still atomic and checked, and safe from a kill, but a power cut may lose the
   * newest checkpoint. For tests and throw-away runs.
   */
  NONE
}
