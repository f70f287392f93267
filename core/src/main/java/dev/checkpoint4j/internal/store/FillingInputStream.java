package dev.checkpoint4j.internal.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file with no manifest: its bytes as they are, the caller's array filled as far as it can. */
final class FillingInputStream extends FilterInputStream {
  FillingInputStream(InputStream file) {
    super(file);
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int n = in.readNBytes(target, from, length);
    return n == 0 && length > 0 ? -1 : n;
  }
}
