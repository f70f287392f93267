package dev.checkpoint4j.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;

/** Zstandard frames. */
final class ZstdCodec implements PageCodec {
  static final int DEFAULT_LEVEL = 3;

  private final int level;

  ZstdCodec(int level) {
    this.level = level;
  }

  @Override
  public void compress(byte[] from, int offset, int length, Bytes out) throws IOException {
    int room = Math.toIntExact(Zstd.compressBound(length));
    int at = out.reserve(room);
    long written = Zstd.compressByteArray(out.array(), at, room, from, offset, length, level);
    out.advance((int) checked(written));
  }

  @Override
  public void decompress(byte[] from, int offset, int length, byte[] to, int at, int size)
      throws IOException {
    if (length == 0 && size == 0) {
      return;
    }
    try {
      long written = checked(Zstd.decompressByteArray(to, at, size, from, offset, length));
      if (written != size) {
        throw PageCodec.wrongSize(written, size);
      }
    } catch (ZstdException e) {
      throw new IOException("zstd: " + e.getMessage(), e);
    }
  }

  private static long checked(long result) throws IOException {
    if (Zstd.isError(result)) {
      throw new IOException("zstd: " + Zstd.getErrorName(result));
    }
    return result;
  }
}
