package dev.checkpoint4j.internal.store;

import java.nio.file.Path;

/** A part in a forced temporary file. */
interface StagedPart {
  Path path();

  /** What the manifest says of it. */
  DataFile entry();

  /** Notes that the file lies in its place. */
  void renamed();
}
