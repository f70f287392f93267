package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.StoredPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A part in mapped memory, or a copy of it if it is small. One mapping ends at 2 GB, so that a
 * large file has several. After {@link #close} nothing is handed out any more; the mappings
 * themselves go when no buffer of them is left, which is the garbage collector's business, so that
 * no buffer can ever point to memory that is gone.
 */
final class MappedPart implements StoredPart, AutoCloseable {
  static final int SEGMENT_BYTES = 1 << 30;

  private static final int SMALL_BYTES = 16 << 10;
  private static final int STREAM_BYTES = 256 << 10;
  private static final AtomicLong OPEN_BYTES = new AtomicLong();

  private final String name;
  private final String where;
  private final String advice;
  private final long size;
  private final int segmentBytes;
  private final ByteBuffer[] segments;
  private final @Nullable Sums sums;
  private final AtomicLongArray checked;
  private volatile boolean closed;

  private MappedPart(
      String name,
      String where,
      String advice,
      long size,
      int segmentBytes,
      ByteBuffer[] segments,
      @Nullable Sums sums) {
    this.name = name;
    this.where = where;
    this.advice = advice;
    this.size = size;
    this.segmentBytes = segmentBytes;
    this.segments = segments;
    this.sums = sums;
    this.checked =
        new AtomicLongArray(
            sums == null ? 0 : (int) (sums.bytes() / sums.blockBytes() / Long.SIZE) + 1);
    OPEN_BYTES.addAndGet(size);
  }

  /** The bytes of all parts that are open in this process. */
  static long openBytes() {
    return OPEN_BYTES.get();
  }

  /**
   * Maps a file; nothing of it is read yet.
   *
   * @param where begins each error
   * @param sums what the bytes are compared with; null where nothing is known
   * @param segmentBytes how much one mapping holds
   */
  static MappedPart open(
      Path file,
      String name,
      String where,
      String advice,
      long size,
      @Nullable Sums sums,
      int segmentBytes)
      throws IOException {
    boolean small = size <= Math.min(SMALL_BYTES, segmentBytes);
    ByteBuffer[] known = small ? null : Mappings.find(file, size, segmentBytes);
    if (known != null) {
      return new MappedPart(name, where, advice, size, segmentBytes, known, sums);
    }
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
          ByteBuffer[] segments =
              small ? read(channel, size) : map(file, channel, size, segmentBytes);
          return new MappedPart(name, where, advice, size, segmentBytes, segments, sums);
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        } catch (UnsupportedOperationException e) {
          // A file system that has no files of the operating system behind it.
          ByteBuffer[] segments = {ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer()};
          return new MappedPart(name, where, advice, size, Integer.MAX_VALUE, segments, sums);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A copy of a file that is too short for a mapping to be worth its system calls. */
  private static ByteBuffer[] read(FileChannel channel, long size) throws IOException {
    ByteBuffer copy = ByteBuffer.allocate((int) size);
    while (copy.hasRemaining()) {
      if (channel.read(copy) < 0) {
        throw becameShorter();
      }
    }
    return new ByteBuffer[] {copy.flip().asReadOnlyBuffer()};
  }

  private static IOException becameShorter() {
    return new IOException("the file became shorter while it was opened");
  }

  private static ByteBuffer[] map(Path file, FileChannel channel, long size, int segmentBytes)
      throws IOException {
    if (channel.size() < size) {
      // A mapping longer than the file would be an invitation to touch what is not there.
      throw becameShorter();
    }
    return Mappings.map(file, channel, size, segmentBytes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isChecked() {
    return sums != null;
  }

  @Override
  public ByteBuffer slice(long position, int length) {
    ByteBuffer bytes = unchecked(position, length);
    if (sums != null) {
      verify(sums, position, length);
    }
    return bytes;
  }

  @Override
  public ByteBuffer unchecked(long position, int length) {
    if (closed) {
      throw new CheckpointIOException(where + ": it is read after it was closed");
    }
    Objects.checkFromIndexSize(position, length, size);
    return raw(position, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer raw(long position, int length) {
    int segment = (int) (position / segmentBytes);
    int at = (int) (position % segmentBytes);
    if (length == 0) {
      return ByteBuffer.allocate(0);
    }
    if (length <= segments[segment].capacity() - at) {
      return segments[segment].slice(at, length);
    }
    byte[] copy = new byte[length];
    copy(position, copy, length);
    return ByteBuffer.wrap(copy).asReadOnlyBuffer();
  }

  private void copy(long position, byte[] to, int length) {
    int done = 0;
    while (done < length) {
      int segment = (int) ((position + done) / segmentBytes);
      int at = (int) ((position + done) % segmentBytes);
      int n = Math.min(length - done, segments[segment].capacity() - at);
      segments[segment].get(at, to, done, n);
      done += n;
    }
  }

  private void verify(Sums known, long position, int length) {
    byte[] scratch = null;
    int last = (int) ((position + length - 1) / known.blockBytes());
    for (int b = (int) (position / known.blockBytes()); b <= last && length > 0; b++) {
      if ((checked.get(b >>> 6) & 1L << b) == 0) {
        if (scratch == null) {
          scratch = new byte[known.blockBytes()];
        }
        verifyBlock(known, b, scratch);
      }
    }
  }

  /**
   * The block is copied first: the machine code of a checksum over mapped memory could not survive
   * a file that somebody cuts meanwhile, a copy turns that into an error.
   */
  private void verifyBlock(Sums known, int block, byte[] scratch) {
    long from = (long) block * known.blockBytes();
    int length = (int) Math.min(known.blockBytes(), known.bytes() - from);
    copy(from, scratch, length);
    CRC32C crc = new CRC32C();
    crc.update(scratch, 0, length);
    if ((int) crc.getValue() != known.block(block)) {
      Mappings.forget(segments);
      throw new CorruptCheckpointException(
          where
              + ": bytes "
              + from
              + " to "
              + (from + length - 1)
              + " of "
              + name
              + " are not those that were saved. "
              + advice);
    }
    checked.accumulateAndGet(block >>> 6, 1L << block, (a, b) -> a | b);
  }

  @Override
  public InputStream stream() {
    return new InputStream() {
      private long position;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        int n = (int) Math.min(Math.min(length, STREAM_BYTES), size - position);
        if (n <= 0) {
          return length == 0 ? 0 : -1;
        }
        slice(position, n).get(target, offset, n);
        position += n;
        return n;
      }
    };
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      OPEN_BYTES.addAndGet(-size);
    }
  }
}
