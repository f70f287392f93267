package dev.checkpoint4j.arrow;

import java.util.zip.CRC32C;

/**
 * Checksums of a batch's buffers in blocks shorter than those of the store, so that a query that
 * takes a few rows of a batch looks at little more than them. They stand behind the buffers, in the
 * body of the message, where other readers do not look.
 */
final class BlockSums {
  static final BlockSums NONE = new BlockSums(0, new byte[0]);

  /** About the length of a row, since each value of a row that is looked at costs a block. */
  private static final int BLOCK_BYTES = 1 << 10;

  /** In less than this the blocks of the store are good enough. */
  private static final int LEAST_BYTES = 64 << 10;

  private final long bytes;
  private final byte[] sums;

  private BlockSums(long bytes, byte[] sums) {
    this.bytes = bytes;
    this.sums = sums;
  }

  /** Those of buffers as they are written. */
  static BlockSums of(EncodedBatch batch) {
    long bytes = 0;
    for (int i = 0; i < batch.buffers().size(); i++) {
      bytes += StreamWriter.padded(batch.length(i));
    }
    if (bytes < LEAST_BYTES) {
      return NONE;
    }
    Collector sums = new Collector(bytes);
    for (int i = 0; i < batch.buffers().size(); i++) {
      int length = batch.length(i);
      sums.add(batch.buffers().get(i), length);
      sums.add(StreamWriter.PADDING, (int) (StreamWriter.padded(length) - length));
    }
    return new BlockSums(bytes, sums.finish());
  }

  boolean isEmpty() {
    return sums.length == 0;
  }

  /** CRC32C of each block, in order, as little-endian integers of 32 bits. */
  byte[] bytes() {
    return sums;
  }

  /** The length of a block and that of what is divided into blocks. */
  String write() {
    return BLOCK_BYTES + "," + bytes;
  }

  private static final class Collector {
    private final CRC32C crc = new CRC32C();
    private final byte[] sums;
    private int filled;
    private int inBlock;

    Collector(long bytes) {
      long blocks = (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
      sums = new byte[Math.toIntExact(blocks * Integer.BYTES)];
    }

    void add(byte[] data, int length) {
      int from = 0;
      while (from < length) {
        int n = Math.min(length - from, BLOCK_BYTES - inBlock);
        crc.update(data, from, n);
        from += n;
        inBlock += n;
        if (inBlock == BLOCK_BYTES) {
          endBlock();
        }
      }
    }

    private void endBlock() {
      Little.INT.set(sums, filled, (int) crc.getValue());
      filled += Integer.BYTES;
      crc.reset();
      inBlock = 0;
    }

    byte[] finish() {
      if (inBlock > 0) {
        endBlock();
      }
      return sums;
    }
  }
}
