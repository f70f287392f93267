package dev.checkpoint4j.jsonl;

import java.io.IOException;
import java.io.OutputStream;

/** A stream in front of a file's, which stays open when this one is closed. */
abstract class Compressor extends OutputStream {
  @Override
  public final void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public abstract void write(byte[] bytes, int from, int length) throws IOException;

  /** Writes what is left. */
  abstract void finish() throws IOException;

  /** Frees native memory; throws away what is not written. Safe to call more than once. */
  @Override
  public abstract void close();
}
