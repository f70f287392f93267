package dev.checkpoint4j.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Makes {@link Sums} of bytes that come in any portions. Used by one thread at a time. */
final class Summer {
  private final int blockBytes;
  private final CRC32C crc = new CRC32C();
  private final MessageDigest sha = Sums.newSha256();
  private int[] blocks = new int[16];
  private int blockCount;
  private int inBlock;
  private long bytes;

  /** Begins with none. */
  Summer(int blockBytes) {
    this.blockBytes = blockBytes;
  }

  /** The sums of a file's bytes. */
  static Sums of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return of(in);
    }
  }

  /** The sums of all bytes left in a stream. */
  static Sums of(InputStream in) throws IOException {
    return of(in, Sums.BLOCK_BYTES);
  }

  /** The sums of all bytes left in a stream, with blocks of this length. */
  static Sums of(InputStream in, int blockBytes) throws IOException {
    Summer summer = new Summer(blockBytes);
    byte[] buffer = new byte[Sums.BLOCK_BYTES];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      summer.update(buffer, 0, n);
    }
    return summer.finish();
  }

  void update(byte[] data, int offset, int length) {
    digest(data, offset, length);
    sumBlocks(data, offset, length);
  }

  /** Half of {@link #update}, which another thread may do beside {@link #sumBlocks}. */
  void digest(byte[] data, int offset, int length) {
    sha.update(data, offset, length);
  }

  /** The other half. */
  void sumBlocks(byte[] data, int offset, int length) {
    bytes += length;
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int n = Math.min(end - from, blockBytes - inBlock);
      crc.update(data, from, n);
      from += n;
      inBlock += n;
      if (inBlock == blockBytes) {
        endBlock();
      }
    }
  }

  private void endBlock() {
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, blockCount * 2);
    }
    blocks[blockCount++] = (int) crc.getValue();
    crc.reset();
    inBlock = 0;
  }

  /** Ends it. */
  Sums finish() {
    if (inBlock > 0) {
      endBlock();
    }
    String hex = HexFormat.of().formatHex(sha.digest());
    return new Sums(bytes, blockBytes, hex, Arrays.copyOf(blocks, blockCount));
  }
}
