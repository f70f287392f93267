package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CorruptCheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * Hands out a file's bytes, each block only after its checksum was compared. Fills the caller's
 * array as far as it can; blocks that fit there are read into it directly.
 */
final class VerifiedInputStream extends InputStream {
  private final InputStream file;
  private final Sums sums;
  private final String where;
  private final String advice;
  private final CRC32C crc = new CRC32C();
  private final byte[] block;
  private int position;
  private int limit;
  private long offset;
  private boolean endSeen;

  /**
   * Begins at the file's first byte.
   *
   * @param where begins each error
   * @param advice ends each error
   */
  VerifiedInputStream(InputStream file, Sums sums, String where, String advice) {
    this.file = file;
    this.sums = sums;
    this.where = where;
    this.advice = advice;
    this.block = new byte[(int) Math.min(sums.blockBytes(), sums.bytes())];
  }

  @Override
  public int read() throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    return block[position++] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, target.length);
    int done = 0;
    while (done < length) {
      int direct = nextBlock();
      if (position == limit && direct > 0 && direct <= length - done) {
        readBlock(target, from + done, direct);
        done += direct;
      } else if (position < limit || fill()) {
        int n = Math.min(limit - position, length - done);
        System.arraycopy(block, position, target, from + done, n);
        position += n;
        done += n;
      } else {
        return done == 0 ? -1 : done;
      }
    }
    return done;
  }

  /** Whether there was another block. */
  private boolean fill() throws IOException {
    int length = nextBlock();
    if (length == 0) {
      checkEnd();
      return false;
    }
    readBlock(block, 0, length);
    position = 0;
    limit = length;
    return true;
  }

  private int nextBlock() {
    return (int) Math.min(sums.blockBytes(), sums.bytes() - offset);
  }

  private void readBlock(byte[] target, int from, int length) throws IOException {
    int n = file.readNBytes(target, from, length);
    if (n < length) {
      throw damage("the file ends after " + (offset + n) + " of " + sums.bytes() + " bytes");
    }
    crc.reset();
    crc.update(target, from, length);
    if ((int) crc.getValue() != sums.block((int) (offset / sums.blockBytes()))) {
      throw damage(
          "bytes " + offset + " to " + (offset + length - 1) + " are not those that were saved");
    }
    offset += length;
  }

  private void checkEnd() throws IOException {
    if (!endSeen && file.read() >= 0) {
      throw damage("the file goes on after the " + sums.bytes() + " bytes that were saved");
    }
    endSeen = true;
  }

  private CorruptCheckpointException damage(String found) {
    return new CorruptCheckpointException(where + ": " + found + ". " + advice);
  }

  /** What is left; {@code GZIPInputStream} asks, to see whether another member follows. */
  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, limit - position + sums.bytes() - offset);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
