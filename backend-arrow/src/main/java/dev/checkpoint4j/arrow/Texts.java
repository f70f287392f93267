package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.column.BinaryVector;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.StringVector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads texts and bytes, whatever the width of their offsets. */
final class Texts {
  private static final char REPLACEMENT = '\uFFFD';
  private static final int VIEW_BYTES = 16;
  private static final int INLINE_BYTES = 12;

  private Texts() {}

  /**
   * Some values' bytes.
   *
   * @param starts where each begins, and the last ends
   */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Window(byte[] bytes, int[] starts) {}

  /** Where the values of a range begin; ascending, and inside of what they point into. */
  static long[] offsets(Batch batch, Field field, boolean large, long from, int count, long end) {
    batch.require(field, from, count);
    long[] offsets = new long[count + 1];
    if (count == 0) {
      return offsets;
    }
    int width = large ? Long.BYTES : Integer.BYTES;
    ByteBuffer bytes = batch.bytes(field, 1, from * width, (count + 1L) * width);
    for (int i = 0; i <= count; i++) {
      offsets[i] = large ? bytes.getLong(i * Long.BYTES) : bytes.getInt(i * Integer.BYTES);
    }
    boolean ascending = offsets[0] >= 0 && offsets[count] <= end;
    for (int i = 0; i < count; i++) {
      ascending &= offsets[i] <= offsets[i + 1];
    }
    if (!ascending) {
      throw Problems.corrupt("column \"" + field.name() + "\" has offsets that lead outside of it");
    }
    return offsets;
  }

  static Window window(Batch batch, Field field, long from, int count) {
    ArrowType.Id id = field.type().id();
    if (id.isView()) {
      return views(batch, field, from, count);
    }
    if (id == ArrowType.Id.FIXED_SIZE_BINARY) {
      return fixed(batch, field, from, count);
    }
    boolean large = id == ArrowType.Id.LARGE_UTF8 || id == ArrowType.Id.LARGE_BINARY;
    long end = batch.size(field, 2);
    long[] offsets = offsets(batch, field, large, from, count, end);
    ByteBuffer data = batch.bytes(field, 2, offsets[0], offsets[count] - offsets[0]);
    byte[] bytes = new byte[data.capacity()];
    data.get(0, bytes);
    int[] starts = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      starts[i] = (int) (offsets[i] - offsets[0]);
    }
    return new Window(bytes, starts);
  }

  private static Window fixed(Batch batch, Field field, long from, int count) {
    int width = field.type().size();
    batch.require(field, from, count);
    ByteBuffer data = batch.bytes(field, 1, from * width, (long) count * width);
    byte[] bytes = new byte[data.capacity()];
    data.get(0, bytes);
    int[] starts = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      starts[i] = i * width;
    }
    return new Window(bytes, starts);
  }

  private static Window views(Batch batch, Field field, long from, int count) {
    ByteBuffer views = Numbers.fixed(batch, field, from, count, VIEW_BYTES);
    boolean @Nullable [] nulls = batch.nulls(field, from, count);
    int[] starts = new int[count + 1];
    long total = 0;
    for (int i = 0; i < count; i++) {
      starts[i] = (int) total;
      if (nulls == null || !nulls[i]) {
        total += Limits.size("a text", views.getInt(i * VIEW_BYTES), Limits.COPIED_BYTES);
        Limits.size("the texts of some rows", total, Limits.COPIED_BYTES);
      }
    }
    starts[count] = (int) total;
    byte[] bytes = new byte[(int) total];
    for (int i = 0; i < count; i++) {
      int length = starts[i + 1] - starts[i];
      int at = i * VIEW_BYTES + Integer.BYTES;
      if (length <= INLINE_BYTES) {
        views.get(at, bytes, starts[i], length);
      } else {
        int buffer = views.getInt(at + Integer.BYTES);
        int offset = views.getInt(at + 2 * Integer.BYTES);
        if (buffer < 0 || buffer >= batch.views(field)) {
          throw Problems.corrupt("column \"" + field.name() + "\" has a view of no buffer");
        }
        batch.bytes(field, 2 + buffer, offset, length).get(0, bytes, starts[i], length);
      }
    }
    return new Window(bytes, starts);
  }

  static ColumnVector texts(Batch batch, Field field, long from, int count) {
    Window window = window(batch, field, from, count);
    boolean @Nullable [] nulls = batch.nulls(field, from, count);
    @Nullable String[] texts = new @Nullable String[count];
    String last = "";
    int lastStart = 0;
    for (int i = 0; i < count; i++) {
      if (nulls == null || !nulls[i]) {
        int start = window.starts()[i];
        int end = window.starts()[i + 1];
        // Runs of one value, such as a language, share one string.
        if (last.length() != end - start
            || !Arrays.equals(
                window.bytes(), start, end, window.bytes(), lastStart, lastStart + end - start)) {
          last = decode(window.bytes(), start, end - start);
          lastStart = start;
        }
        texts[i] = last;
      }
    }
    return new StringVector(count, texts, null, nulls);
  }

  private static String decode(byte[] from, int offset, int length) {
    String text = new String(from, offset, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireValid(from, offset, length);
    }
    return text;
  }

  private static void requireValid(byte[] from, int offset, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(from, offset, length));
    } catch (CharacterCodingException e) {
      throw Problems.corrupt("a string is not valid UTF-8", e);
    }
  }

  static ColumnVector binaries(Batch batch, Field field, long from, int count) {
    Window window = window(batch, field, from, count);
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      values[i] = Arrays.copyOfRange(window.bytes(), window.starts()[i], window.starts()[i + 1]);
    }
    return new BinaryVector(count, values, batch.nulls(field, from, count));
  }
}
