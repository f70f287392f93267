package dev.checkpoint4j.spi;

import java.io.IOException;
import java.nio.file.Path;

/** Room beside the data for what a save must keep for a while. Used by one thread at a time. */
public interface Scratch {
  /**
   * A path at which nothing lies yet, in the store's own place for temporary files. What the caller
   * makes there is removed when the save ends, or by the next writer if this one dies.
   */
  Path newFile() throws IOException;
}
