package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.StoredFile;
import java.io.IOException;

/** The bytes of a stored file, each checked by the store. */
record StoredBytes(StoredFile file) implements FileBytes {
  @Override
  public long size() {
    return file.size();
  }

  @Override
  public void read(long position, byte[] to, int at, int length) throws IOException {
    file.read(position, to, at, length);
  }
}
