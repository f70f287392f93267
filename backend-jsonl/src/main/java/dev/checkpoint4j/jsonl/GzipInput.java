package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.CorruptCheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip (RFC 1952) to the last byte: any number of members, each with its checksum and length
 * compared, and nothing else behind them. The JDK's stream ignores what it does not understand
 * there.
 */
final class GzipInput extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int RESERVED_FLAGS = 0xE0;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final String where;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private boolean inMember;
  private boolean begun;

  GzipInput(InputStream in, String where) {
    this.in = in;
    this.where = where;
  }

  static boolean isMagic(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (!inMember && !header()) {
        return -1;
      }
      int n = inflate(to, at, length);
      if (n > 0) {
        crc.update(to, at, n);
        return n;
      }
      trailer();
    }
  }

  /** Decompresses at least a byte; 0 at the end of the member. */
  private int inflate(byte[] to, int at, int length) throws IOException {
    try {
      while (true) {
        int n = inflater.inflate(to, at, length);
        if (n > 0 || inflater.finished()) {
          return n;
        }
        if (inflater.needsDictionary()) {
          throw damaged("it asks for a dictionary");
        }
        if (position == limit && !fill()) {
          throw damaged("it ends in the middle");
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
      }
    } catch (DataFormatException e) {
      throw damaged("its data is invalid");
    }
  }

  private boolean header() throws IOException {
    if (position == limit && !fill()) {
      if (!begun) {
        throw damaged("it is empty");
      }
      return false;
    }
    boolean magic = next() == 0x1F && next() == 0x8B;
    if (!magic || next() != 8) {
      throw damaged("there is something else behind its end");
    }
    int flags = next();
    if ((flags & RESERVED_FLAGS) != 0) {
      throw damaged("its header has unknown flags");
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    begun = true;
    inMember = true;
    return true;
  }

  private void trailer() throws IOException {
    position = limit - inflater.getRemaining();
    long expectedCrc = word();
    long expectedLength = word();
    if (expectedCrc != crc.getValue()
        || expectedLength != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw damaged("its checksum does not fit");
    }
    inMember = false;
  }

  private long word() throws IOException {
    return next() | (long) next() << 8 | (long) next() << 16 | (long) next() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // up to the zero that ends it
    }
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw damaged("it ends in the middle");
    }
    return buffer[position++] & 0xFF;
  }

  private boolean fill() throws IOException {
    int n = in.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(n, 0);
    return n > 0;
  }

  private CorruptCheckpointException damaged(String how) {
    return new CorruptCheckpointException(
        where
            + ": its gzip compression is damaged: "
            + how
            + ". Restore the file, or delete the checkpoint");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
