package dev.checkpoint4j.arrow;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.CompressionType;

/** The compression of single buffers: their length before it as 8 bytes, then a frame. */
enum BodyCodec {
  LZ4 {
    @Override
    void compress(byte[] from, int length, OutputStream to) throws IOException {
      try (LZ4FrameOutputStream frame =
          new LZ4FrameOutputStream(to, LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB)) {
        frame.write(from, 0, length);
      }
    }

    @Override
    void decompress(byte[] from, byte[] to) throws IOException {
      try (LZ4FrameInputStream frame = new LZ4FrameInputStream(new ByteArrayInputStream(from))) {
        if (frame.readNBytes(to, 0, to.length) != to.length || frame.read() >= 0) {
          throw new IOException("another length than it says");
        }
      } catch (RuntimeException e) {
        // The frame's reader throws exceptions of all kinds for one that is damaged.
        throw new IOException(e);
      }
    }
  },
  ZSTD {
    @Override
    void compress(byte[] from, int length, OutputStream to) throws IOException {
      byte[] room = new byte[Math.toIntExact(Zstd.compressBound(length))];
      long written = Zstd.compressByteArray(room, 0, room.length, from, 0, length, ZSTD_LEVEL);
      if (Zstd.isError(written)) {
        throw new IOException("zstd: " + Zstd.getErrorName(written));
      }
      to.write(room, 0, (int) written);
    }

    @Override
    void decompress(byte[] from, byte[] to) throws IOException {
      try {
        long written = Zstd.decompressByteArray(to, 0, to.length, from, 0, from.length);
        if (Zstd.isError(written) || written != to.length) {
          throw new IOException("not a frame of the length it says");
        }
      } catch (ZstdException e) {
        throw new IOException(e);
      }
    }
  };

  private static final int ZSTD_LEVEL = 1;
  private static final long RAW = -1;

  static BodyCodec of(BodyCompression compression) {
    if (compression.method() != 0) {
      throw Problems.unreadable("a batch is compressed by a method that is not known");
    }
    return switch (compression.codec()) {
      case CompressionType.LZ4_FRAME -> LZ4;
      case CompressionType.ZSTD -> ZSTD;
      default -> throw Problems.unreadable("a batch is compressed by a codec that is not known");
    };
  }

  /** The codec's number in the format. */
  byte number() {
    return this == LZ4 ? CompressionType.LZ4_FRAME : CompressionType.ZSTD;
  }

  /** A buffer as it was before its compression. */
  ByteBuffer decode(ByteBuffer stored) {
    if (stored.capacity() == 0) {
      return stored;
    }
    if (stored.capacity() < Long.BYTES) {
      throw Problems.corrupt("a compressed buffer is cut");
    }
    long length = stored.getLong(0);
    byte[] bytes = new byte[stored.capacity() - Long.BYTES];
    stored.get(Long.BYTES, bytes);
    if (length == RAW) {
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    byte[] whole = new byte[Limits.size("a decompressed buffer", length, Limits.COPIED_BYTES)];
    try {
      decompress(bytes, whole);
      return ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw Problems.corrupt("a compressed buffer is damaged", e);
    }
  }

  /** Writes the frame of some bytes. */
  abstract void compress(byte[] from, int length, OutputStream to) throws IOException;

  /** Fills the whole array from a frame. */
  abstract void decompress(byte[] from, byte[] to) throws IOException;
}
