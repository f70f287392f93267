package dev.checkpoint4j.internal.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Where the parts of a step's log lie in its file. A frame is a header of 16 bytes (the letters
 * {@code c4jp}, the part's length, its CRC32C, the CRC32C of these twelve bytes; big-endian) and
 * the part.
 */
final class StepFrames {
  static final int HEADER_BYTES = 16;

  private static final int MAGIC = 0x63346a70;
  private static final int BUFFER_BYTES = 256 * 1024;

  private long[] positions = new long[16];
  private int[] lengths = new int[16];
  private int[] crcs = new int[16];
  private int count;
  private long end;

  /** What cannot be the work of a crash. */
  static final class Damage extends Exception {
    private static final long serialVersionUID = 1L;

    Damage(String message) {
      super(message);
    }
  }

  /** What stands before a part. */
  static byte[] header(byte[] part, int crc) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putInt(MAGIC).putInt(part.length).putInt(crc);
    return header.putInt(crc(header.array(), 12)).array();
  }

  static int crc(byte[] part) {
    return crc(part, part.length);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  void add(int length, int crc) {
    if (count == lengths.length) {
      positions = Arrays.copyOf(positions, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
      crcs = Arrays.copyOf(crcs, 2 * count);
    }
    positions[count] = end + HEADER_BYTES;
    lengths[count] = length;
    crcs[count] = crc;
    count++;
    end += HEADER_BYTES + (long) length;
  }

  int count() {
    return count;
  }

  long position(int part) {
    return positions[part];
  }

  int length(int part) {
    return lengths[part];
  }

  int crc(int part) {
    return crcs[part];
  }

  /** Where the last whole frame ends. */
  long end() {
    return end;
  }

  /**
   * Reads all frames. Whatever stands after the last whole one is taken for torn, if it can be:
   * only the newest part may be, so that another frame behind it is damage.
   */
  static StepFrames scan(Path file) throws IOException, Damage {
    StepFrames frames = new StepFrames();
    long size = Files.size(file);
    try (InputStream in =
        new BufferedInputStream(
            Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), BUFFER_BYTES)) {
      while (frames.next(in, size)) {
        // each call takes one frame
      }
    }
    if (frames.end < size) {
      requireTorn(file, frames.end);
    }
    return frames;
  }

  private boolean next(InputStream in, long size) throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    if (!isHeader(header, 0, header.length)) {
      return false;
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int length = fields.getInt(4);
    if (end + HEADER_BYTES + length > size || payloadCrc(in, length) != fields.getInt(8)) {
      return false;
    }
    add(length, fields.getInt(8));
    return true;
  }

  private static boolean isHeader(byte[] bytes, int from, int length) {
    if (length < HEADER_BYTES || bytes[from] != 'c' || bytes[from + 1] != '4') {
      return false;
    }
    ByteBuffer fields = ByteBuffer.wrap(bytes, from, HEADER_BYTES).slice();
    byte[] summed = Arrays.copyOfRange(bytes, from, from + 12);
    return fields.getInt(0) == MAGIC
        && fields.getInt(4) >= 0
        && fields.getInt(12) == crc(summed, summed.length);
  }

  private static int payloadCrc(InputStream in, int length) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[Math.min(length, BUFFER_BYTES)];
    int left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, Math.min(left, buffer.length));
      if (read < 0) {
        break;
      }
      crc.update(buffer, 0, read);
      left -= read;
    }
    return (int) crc.getValue();
  }

  /** Looks for a frame behind the first one that is not whole. */
  private static void requireTorn(Path file, long from) throws IOException, Damage {
    byte[] window = new byte[BUFFER_BYTES];
    int kept = 0;
    long position = from;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      in.skipNBytes(from);
      for (int n = in.read(window, 0, window.length);
          n >= 0;
          n = in.read(window, kept, window.length - kept)) {
        int filled = kept + n;
        for (int i = 0; i + HEADER_BYTES <= filled; i++) {
          if (position + i > from && isHeader(window, i, HEADER_BYTES)) {
            throw new Damage("the bytes at " + from + " are no whole part, but parts follow");
          }
        }
        kept = Math.min(HEADER_BYTES - 1, filled);
        System.arraycopy(window, filled - kept, window, 0, kept);
        position += filled - kept;
      }
    }
  }
}
