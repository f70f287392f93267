package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CorruptCheckpointException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads a data file at any position. A block whose checksum is known is read whole and compared
 * before the first byte of it is handed out. Thread-safe.
 */
final class PositionedBytes implements AutoCloseable {
  private static final int REOPENINGS = 1000;

  private final Path file;
  private final BasicFileAttributes identity;
  private final BitSet checked = new BitSet();
  private SeekableByteChannel channel;
  private boolean closed;

  private PositionedBytes(Path file, BasicFileAttributes identity, SeekableByteChannel channel) {
    this.file = file;
    this.identity = identity;
    this.channel = channel;
  }

  static PositionedBytes open(Path file) throws IOException {
    SeekableByteChannel channel = openChannel(file);
    boolean kept = false;
    try {
      PositionedBytes opened = new PositionedBytes(file, attributes(file), channel);
      kept = true;
      return opened;
    } finally {
      if (!kept) {
        channel.close();
      }
    }
  }

  private static SeekableByteChannel openChannel(Path file) throws IOException {
    return Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Fills a part of an array.
   *
   * @param sums of the blocks; null where none are known
   */
  void read(
      @Nullable Sums sums,
      String where,
      String advice,
      long position,
      byte[] target,
      int offset,
      int length)
      throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (sums == null) {
      fill(position, target, offset, length);
      return;
    }
    if (position < 0 || position > sums.bytes() - length) {
      throw damage(where, "the file has only " + sums.bytes() + " bytes", advice);
    }
    long at = position;
    while (at < position + length) {
      int block = (int) (at / sums.blockBytes());
      long blockStart = (long) block * sums.blockBytes();
      int blockLength = (int) Math.min(sums.blockBytes(), sums.bytes() - blockStart);
      int n = (int) (Math.min(position + length, blockStart + blockLength) - at);
      int to = offset + (int) (at - position);
      if (isChecked(block)) {
        fill(at, target, to, n);
      } else if (n == blockLength) {
        fill(at, target, to, n);
        check(sums, block, target, to, blockLength, where, advice);
      } else {
        byte[] whole = new byte[blockLength];
        fill(blockStart, whole, 0, blockLength);
        check(sums, block, whole, 0, blockLength, where, advice);
        System.arraycopy(whole, (int) (at - blockStart), target, to, n);
      }
      at += n;
    }
  }

  private boolean isChecked(int block) {
    synchronized (checked) {
      return checked.get(block);
    }
  }

  private void check(
      Sums sums, int block, byte[] bytes, int from, int length, String where, String advice) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    if ((int) crc.getValue() != sums.block(block)) {
      long first = (long) block * sums.blockBytes();
      throw damage(
          where,
          "bytes " + first + " to " + (first + length - 1) + " are not those that were saved",
          advice);
    }
    synchronized (checked) {
      checked.set(block);
    }
  }

  private static CorruptCheckpointException damage(String where, String found, String advice) {
    return new CorruptCheckpointException(where + ": " + found + ". " + advice);
  }

  /** Reads bytes; an interrupt, which closes the channel under everybody, is made up for. */
  private void fill(long position, byte[] target, int offset, int length) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      for (int attempt = 0; ; attempt++) {
        SeekableByteChannel current = current();
        try {
          fill(current, position, ByteBuffer.wrap(target, offset, length));
          return;
        } catch (ClosedChannelException e) {
          interrupted |= Thread.interrupted();
          reopen(current, attempt, e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void fill(SeekableByteChannel from, long position, ByteBuffer to) throws IOException {
    long at = position;
    while (to.hasRemaining()) {
      int n;
      if (from instanceof FileChannel random) {
        n = random.read(to, at);
      } else {
        synchronized (from) {
          n = from.position(at).read(to);
        }
      }
      if (n < 0) {
        throw new EOFException("the file ends before byte " + (at + to.remaining()));
      }
      at += n;
    }
  }

  private synchronized SeekableByteChannel current() {
    return channel;
  }

  private synchronized void reopen(
      SeekableByteChannel broken, int attempt, ClosedChannelException cause) throws IOException {
    if (closed || attempt == REOPENINGS) {
      throw cause;
    }
    if (channel != broken) {
      return;
    }
    SeekableByteChannel opened = openChannel(file);
    BasicFileAttributes now = attributes(file);
    boolean same =
        Objects.equals(now.fileKey(), identity.fileKey())
            && now.size() == identity.size()
            && now.lastModifiedTime().equals(identity.lastModifiedTime());
    if (!same) {
      opened.close();
      throw new IOException(
          "the thread was interrupted while the checkpoint was being replaced; load it again",
          cause);
    }
    channel = opened;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }
}
