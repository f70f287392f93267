package dev.checkpoint4j.parquet;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Brotli streams. */
final class BrotliCodec implements PageCodec {
  /** Quality 8: text is nearly as small as with 11, in a tenth of its time. */
  static final int DEFAULT_LEVEL = 8;

  private static final boolean AVAILABLE = load();

  private final Encoder.Parameters parameters;

  BrotliCodec(int level) {
    if (!AVAILABLE) {
      throw Problems.unreadable(
          "Brotli's native code is missing for this platform; add the artifact"
              + " com.aayushatharva.brotli4j:native-<os>-<architecture>, or use zstd");
    }
    this.parameters = Encoder.Parameters.create(level);
  }

  private static boolean load() {
    boolean available = Brotli4jLoader.isAvailable();
    if (available) {
      NativeLibrary.removeFile("com_aayushatharva_brotli4j_", "libbrotli.so");
    }
    return available;
  }

  @Override
  public void compress(byte[] from, int offset, int length, Bytes out) throws IOException {
    byte[] compressed = Encoder.compress(from, offset, length, parameters);
    out.put(compressed, 0, compressed.length);
  }

  @Override
  public void decompress(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException {
    if (length == 0 && size == 0) {
      return;
    }
    try (BrotliInputStream brotli =
        new BrotliInputStream(new ByteArrayInputStream(from, offset, length))) {
      int read = brotli.readNBytes(to, at, size);
      if (read != size || brotli.read() >= 0) {
        throw PageCodec.wrongSize(read == size ? read + 1L : read, size);
      }
    }
  }
}
