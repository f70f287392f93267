package dev.checkpoint4j.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip members. */
final class GzipCodec implements PageCodec {
  static final int DEFAULT_LEVEL = 6;

  private static final int BUFFER_BYTES = 8192;

  private final int level;

  GzipCodec(int level) {
    this.level = level;
  }

  @Override
  public void compress(byte[] from, int offset, int length, Bytes out) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 2 + BUFFER_BYTES);
    try (GZIPOutputStream gzip = new Leveled(compressed, level)) {
      gzip.write(from, offset, length);
    }
    out.put(compressed.toByteArray(), 0, compressed.size());
  }

  @Override
  public void decompress(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException {
    if (length == 0 && size == 0) {
      return;
    }
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteArrayInputStream(from, offset, length), BUFFER_BYTES)) {
      int read = gzip.readNBytes(to, at, size);
      if (read != size || gzip.read() >= 0) {
        throw PageCodec.wrongSize(read == size ? read + 1L : read, size);
      }
    }
  }

  /** The only way to set the level of the JDK's stream. */
  private static final class Leveled extends GZIPOutputStream {
    Leveled(ByteArrayOutputStream out, int level) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(level);
    }
  }
}
