package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.StoredFile;
import dev.checkpoint4j.spi.Workers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Compresses and decompresses streams. */
final class Codecs {
  private static final int MAGIC_BYTES = 4;

  private Codecs() {}

  /**
   * Checks that a codec can be used.
   *
   * @throws CheckpointConfigurationException if its library is missing
   */
  static void requireAvailable(JsonlCompression compression) {
    if (compression == JsonlCompression.ZSTD) {
      try {
        ZstdCodec.load();
      } catch (LinkageError e) {
        throw missingZstd("Cannot open a jsonl checkpoint store with compression=zstd", e);
      }
    }
  }

  /** Compresses what is written; nothing is complete before {@link Compressor#finish}. */
  static Compressor compressor(JsonlOptions options, OutputStream out, Workers workers)
      throws IOException {
    return switch (options.compression()) {
      case NONE -> new PlainOutput(out);
      case GZIP -> new GzipOutput(out, options.level(), workers);
      case ZSTD -> ZstdCodec.compressor(out, options.level());
    };
  }

  /** The text of a file. What its first bytes say counts, whatever its ending. */
  static InputStream decompress(StoredFile file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(file.stream(), 1 << 16);
    in.mark(MAGIC_BYTES);
    byte[] magic = in.readNBytes(MAGIC_BYTES);
    in.reset();
    if (GzipInput.isMagic(magic)) {
      return new GzipInput(in, file.where());
    }
    if (isZstd(magic)) {
      try {
        return ZstdCodec.decompress(in, file.where());
      } catch (LinkageError e) {
        throw missingZstd(file.where() + ": it is compressed with zstd", e);
      }
    }
    if (!file.ending().equals(JsonlCompression.NONE.ending()) && !isText(magic)) {
      throw new CorruptCheckpointException(
          file.where()
              + ": its first bytes are those of no compression. Restore the file, or delete the"
              + " checkpoint");
    }
    return in;
  }

  /** An object, a blank or a byte order mark: somebody has decompressed the file. */
  private static boolean isText(byte[] magic) {
    return magic.length > 0 && "{ \t\r\n\u00EF".indexOf(magic[0] & 0xFF) >= 0;
  }

  /** A frame, or a skippable one in front of it (RFC 8878, section 3.1). */
  private static boolean isZstd(byte[] magic) {
    if (magic.length < MAGIC_BYTES) {
      return false;
    }
    int word =
        (magic[0] & 0xFF)
            | (magic[1] & 0xFF) << 8
            | (magic[2] & 0xFF) << 16
            | (magic[3] & 0xFF) << 24;
    return word == 0xFD2FB528 || (word & 0xFFFFFFF0) == 0x184D2A50;
  }

  private static CheckpointConfigurationException missingZstd(String what, LinkageError cause) {
    return new CheckpointConfigurationException(
        what + ", but its library cannot be loaded. Add the dependency com.github.luben:zstd-jni",
        cause);
  }

  /** Writes through without a change. */
  private static final class PlainOutput extends Compressor {
    private final OutputStream out;

    PlainOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    void finish() {}

    @Override
    public void close() {}
  }
}
