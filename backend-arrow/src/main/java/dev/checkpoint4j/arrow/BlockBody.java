package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.StoredPart;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A body in mapped memory that has checksums of short blocks. They save time and prove nothing that
 * the store's do not: they are read through the store, and what they do not confirm is looked at
 * again by the store, whose word counts. So a file that was changed and accepted is read as it is.
 * Thread-safe.
 */
final class BlockBody implements Body {
  private static final Pattern SAID = Pattern.compile("([0-9]{3,5}),([0-9]{1,15})");
  private static final int LEAST_BLOCK = 512;
  private static final int GREATEST_BLOCK = 8 << 10;

  /** From here on the blocks of the store are about as good, and checked faster. */
  private static final int LONG_BYTES = 16 << 10;

  private static final ThreadLocal<byte[]> COPY =
      ThreadLocal.withInitial(() -> new byte[GREATEST_BLOCK]);

  private final Body whole;
  private final StoredPart part;
  private final long start;
  private final int blockBytes;
  private final int blockShift;
  private final long bytes;

  /** Written by many threads without order: each only ever writes true, for what it has proved. */
  private final boolean[] intact;

  private volatile @Nullable ByteBuffer sums;

  private BlockBody(Body whole, StoredPart part, long start, int blockBytes, long bytes) {
    this.whole = whole;
    this.part = part;
    this.start = start;
    this.blockBytes = blockBytes;
    this.blockShift = Integer.numberOfTrailingZeros(blockBytes);
    this.bytes = bytes;
    this.intact = new boolean[(int) blocks(bytes, blockBytes)];
  }

  /** The body with the checksums that it has; the same one where what is said cannot be. */
  static Body of(Body whole, StoredPart part, long start, String said) {
    Matcher numbers = SAID.matcher(said);
    if (!numbers.matches()) {
      return whole;
    }
    int block = Integer.parseInt(numbers.group(1));
    long bytes = Long.parseLong(numbers.group(2));
    boolean fits =
        block >= LEAST_BLOCK
            && block <= GREATEST_BLOCK
            && Integer.bitCount(block) == 1
            && bytes <= whole.size()
            && blocks(bytes, block) * Integer.BYTES <= whole.size() - bytes
            && blocks(bytes, block) * Integer.BYTES <= Limits.COPIED_BYTES;
    return fits ? new BlockBody(whole, part, start, block, bytes) : whole;
  }

  private static long blocks(long bytes, int blockBytes) {
    return (bytes + blockBytes - 1) / blockBytes;
  }

  @Override
  public long size() {
    return whole.size();
  }

  @Override
  public ByteBuffer slice(long offset, int length) {
    prove(offset, length);
    return view(offset, length);
  }

  @Override
  public ByteBuffer view(long offset, int length) {
    return part.unchecked(start + offset, length);
  }

  @Override
  public void prove(long offset, int length) {
    if (length >= LONG_BYTES || offset + length > bytes || !isIntact(offset, length)) {
      whole.prove(offset, length);
    }
  }

  private boolean isIntact(long offset, int length) {
    int last = (int) (offset + length - 1 >>> blockShift);
    for (int block = (int) (offset >>> blockShift); block <= last; block++) {
      if (!intact[block] && !check(block)) {
        return false;
      }
      intact[block] = true;
    }
    return true;
  }

  /** Of a copy, since the file may be cut under the machine code of a checksum. */
  private boolean check(int block) {
    byte[] copy = COPY.get();
    long from = (long) block * blockBytes;
    int length = (int) Math.min(blockBytes, bytes - from);
    part.unchecked(start + from, length).get(copy, 0, length);
    CRC32C crc = new CRC32C();
    crc.update(copy, 0, length);
    return (int) crc.getValue() == sums().getInt(block * Integer.BYTES);
  }

  private ByteBuffer sums() {
    ByteBuffer known = sums;
    if (known == null) {
      known = whole.slice(bytes, intact.length * Integer.BYTES);
      sums = known;
    }
    return known;
  }
}
