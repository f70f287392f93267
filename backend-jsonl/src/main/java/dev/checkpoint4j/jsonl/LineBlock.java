package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The lines of some records. A generator fills the buffer in place; what does not fit goes into a
 * second one that grows, up to the limit of a record. Used by one thread at a time.
 */
final class LineBlock extends OutputStream {
  private final byte[] buffer;
  private final int maxRecordBytes;

  /** What left the buffer because it was full; it stands before what is in the buffer. */
  private Bytes spilled = new Bytes(0);

  private int filled;
  private boolean ended;
  private long recordEnd;

  LineBlock(int capacity, int maxRecordBytes) {
    this.buffer = new byte[capacity];
    this.maxRecordBytes = maxRecordBytes;
  }

  /** For a generator to fill; it hands it in when it is full, and after {@link #end}. */
  byte[] buffer() {
    return buffer;
  }

  int size() {
    return spilled.size() + filled;
  }

  /** Makes it as new. A large second buffer is let go. */
  void clear() {
    spilled = new Bytes(0);
    filled = 0;
    ended = false;
  }

  /** What the generator still holds belongs to the records before; one byte is the line break. */
  void beginRecord(int buffered) {
    recordEnd = (long) spilled.size() + buffered + maxRecordBytes + 1;
  }

  /** Refuses a record that became too long. */
  void endRecord(int buffered) {
    check(buffered);
  }

  /** No record follows: the buffer may stay as it is. */
  void end() {
    ended = true;
  }

  private void check(int more) {
    if (spilled.size() + (long) more > recordEnd) {
      throw new RowProblem(
          RowProblem.Kind.LIMIT,
          "",
          "it is longer than "
              + maxRecordBytes
              + " bytes. Raise maxRecordBytes (in a URL max-record-bytes), here and where it is"
              + " read");
    }
  }

  @Override
  public void write(int b) {
    check(1);
    spilled.write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    if (ended && bytes == buffer) {
      filled = length;
    } else {
      // Stopped at its limit before more memory is taken.
      check(length);
      spilled.write(bytes, from, length);
    }
  }

  /** Writes the lines and the last one's break. */
  void writeTo(OutputStream out) throws IOException {
    spilled.writeTo(out);
    out.write(buffer, 0, filled);
    out.write('\n');
  }
}
