package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.RowProblem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Collects texts, bytes, and what is kept as text: decimals, and structs without fields. */
final class BytesBuilder extends FieldBuilder {
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int LATIN_1 = 0xff;

  /** What the processor still has at hand after it was written. */
  private static final int NEAR_BYTES = 8 << 10;

  private final Offsets offsets = new Offsets();
  private byte[] bytes = NONE;
  private int size;

  /** The bytes up to here are as they will be written; later ones are Latin-1. */
  private int settled;

  /**
   * {@inheritDoc}
   *
   * @throws RowProblem if it has an unpaired surrogate
   */
  @Override
  public void addString(String text) {
    if (isLatin1(text)) {
      addLatin1(text);
      return;
    }
    if (hasUnpairedSurrogate(text)) {
      throw new RowProblem(
          RowProblem.Kind.UNSUPPORTED,
          "",
          "a string has an unpaired surrogate, which UTF-8 cannot hold; keep it as bytes");
    }
    addBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Most texts of Latin-1 are ASCII, and seeing that is quickest for a few at once. */
  @SuppressWarnings("deprecation") // it drops high bytes, and there are none
  private void addLatin1(String text) {
    int length = text.length();
    bytes = Room.of(bytes, (long) size + length, size);
    text.getBytes(0, length, bytes, size);
    endValue(length);
    if (size - settled >= NEAR_BYTES) {
      settle();
    }
  }

  /** Costs nothing where the JVM keeps one byte a character: compiled, the loop is gone. */
  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LATIN_1) {
        return false;
      }
    }
    return true;
  }

  /** Turns texts of Latin-1 into UTF-8. */
  private void settle() {
    int more = highBytes(bytes, settled, size);
    if (more > 0) {
      bytes = Room.of(bytes, (long) size + more, size);
      widen(more);
    }
    settled = size;
  }

  private static int highBytes(byte[] bytes, int from, int to) {
    int high = 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      high += Long.bitCount((long) Little.LONG.get(bytes, i) & HIGH_BITS);
    }
    for (; i < to; i++) {
      high += bytes[i] < 0 ? 1 : 0;
    }
    return high;
  }

  /** From the end on, where there is room for so many bytes more. */
  private void widen(int more) {
    int from = size;
    int to = size + more;
    size = to;
    for (int value = count() - 1; to > from; value--) {
      int begin = value == 0 ? 0 : offsets.end(value - 1);
      offsets.end(value, to);
      while (from > begin) {
        byte b = bytes[--from];
        if (b < 0) {
          bytes[--to] = (byte) (0x80 | (b & 0x3f));
          bytes[--to] = (byte) (0xc0 | ((b & LATIN_1) >>> 6));
        } else {
          bytes[--to] = b;
        }
      }
    }
  }

  private static boolean hasUnpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private void addBytes(byte[] value) {
    settle();
    bytes = Room.of(bytes, (long) size + value.length, size);
    System.arraycopy(value, 0, bytes, size, value.length);
    endValue(value.length);
    settled = size;
  }

  private void endValue(int length) {
    size += length;
    offsets.end(count(), size);
    end();
  }

  @Override
  public void endStruct() {
    addString("{}");
  }

  @Override
  void put(Object canonical) {
    if (canonical instanceof String text) {
      addString(text);
    } else if (canonical instanceof byte[] value) {
      addBytes(value);
    } else if (canonical instanceof BigDecimal decimal) {
      addString(decimal.toString());
    } else {
      endStruct();
    }
  }

  @Override
  void putNull() {
    offsets.end(count(), size);
  }

  @Override
  long bytes() {
    return size + (long) count() * Integer.BYTES;
  }

  @Override
  void clear() {
    super.clear();
    size = 0;
    settled = 0;
    bytes = Room.again(bytes);
  }

  @Override
  void addBuffersTo(EncodedBatch batch) {
    settle();
    offsets.addTo(batch, count());
    batch.buffer(bytes, size);
  }
}
