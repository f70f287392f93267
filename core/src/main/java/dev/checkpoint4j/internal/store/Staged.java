package dev.checkpoint4j.internal.store;

import java.nio.file.Path;
import java.util.List;

/** The forced temporary files of a version that is to be committed. */
interface Staged {
  /** The main file, whose rename is the commit. */
  Path path();

  /** The parts, which are put into their places before. */
  List<? extends StagedPart> parts();

  /** Notes that the main file is the checkpoint now. */
  void renamed();
}
