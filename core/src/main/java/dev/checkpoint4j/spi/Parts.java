package dev.checkpoint4j.spi;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Makes the parts of a checkpoint that is a directory. They are written beside the data, and put
 * into their places just before the main file is. Used by one thread at a time.
 */
public interface Parts {
  /**
   * Begins a part; several may be open at once.
   *
   * @param workers compute the digest of long writes beside the writing
   */
  Part begin(Workers workers) throws IOException;

  /** One of them. */
  interface Part {
    /** Takes the bytes; buffered, counted and digested. The store closes it. */
    OutputStream stream();

    /**
     * Ends it and makes it durable.
     *
     * @return the SHA-256 of its bytes, in hex
     */
    String finish() throws IOException;

    /** The number of bytes, once it is finished. */
    long bytes();

    /**
     * Says where it will lie; to be called once.
     *
     * @param fileName one for which {@link FileFormat#isPart} is true
     */
    void name(String fileName);
  }
}
