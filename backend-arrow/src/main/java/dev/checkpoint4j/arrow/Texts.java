package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.column.BinaryVector;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.StringVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
   * @param bytes the thread's, only until it asks for another window
   * @param starts where each begins, and the last ends
   */
  @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
  record Window(byte[] bytes, int[] starts) {}

  static Window window(Batch batch, Field field, Ranges at) {
    ArrowType.Id id = field.type().id();
    if (id.isView()) {
      return views(batch, field, at);
    }
    if (id == ArrowType.Id.FIXED_SIZE_BINARY) {
      return window(batch, field, 1, Spans.of(batch, field, field.type().size(), at));
    }
    boolean large = id == ArrowType.Id.LARGE_UTF8 || id == ArrowType.Id.LARGE_BINARY;
    long end = batch.size(field, 2);
    return window(batch, field, 2, Spans.of(batch, field, large, at, end));
  }

  private static Window window(Batch batch, Field field, int buffer, Spans spans) {
    byte[] bytes = ThreadBytes.atLeast(spans.elements().size());
    batch.each(field, buffer, spans.elements(), 1, (from, at, to, n) -> from.get(at, bytes, to, n));
    return new Window(bytes, spans.starts());
  }

  private static Window views(Batch batch, Field field, Ranges at) {
    int count = at.size();
    long size = (long) count * VIEW_BYTES;
    byte[] copy = new byte[Limits.size("the views of some rows", size, Limits.COPIED_BYTES)];
    batch.each(
        field,
        at,
        VIEW_BYTES,
        (from, first, to, n) -> from.get(first, copy, to * VIEW_BYTES, n * VIEW_BYTES));
    ByteBuffer views = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    boolean @Nullable [] nulls = batch.nulls(field, at);
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
    byte[] bytes = ThreadBytes.atLeast((int) total);
    for (int i = 0; i < count; i++) {
      int length = starts[i + 1] - starts[i];
      int view = i * VIEW_BYTES + Integer.BYTES;
      if (length <= INLINE_BYTES) {
        views.get(view, bytes, starts[i], length);
      } else {
        int buffer = views.getInt(view + Integer.BYTES);
        int offset = views.getInt(view + 2 * Integer.BYTES);
        if (buffer < 0 || buffer >= batch.views(field)) {
          throw Problems.corrupt("column \"" + field.name() + "\" has a view of no buffer");
        }
        batch.bytes(field, 2 + buffer, offset, length).get(0, bytes, starts[i], length);
      }
    }
    return new Window(bytes, starts);
  }

  static ColumnVector texts(Batch batch, Field field, Ranges at) {
    int count = at.size();
    Window window = window(batch, field, at);
    boolean @Nullable [] nulls = batch.nulls(field, at);
    EqualTexts equal = new EqualTexts(window, count);
    @Nullable String[] texts = new @Nullable String[count];
    for (int i = 0; i < count; i++) {
      if (nulls == null || !nulls[i]) {
        int first = equal.firstOf(i);
        texts[i] = first < 0 ? decode(window, i) : texts[first];
      }
    }
    return new StringVector(count, texts, null, nulls);
  }

  private static String decode(Window window, int index) {
    int start = window.starts()[index];
    int length = window.starts()[index + 1] - start;
    String text = new String(window.bytes(), start, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireValid(window.bytes(), start, length);
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

  static ColumnVector binaries(Batch batch, Field field, Ranges at) {
    int count = at.size();
    Window window = window(batch, field, at);
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      values[i] = Arrays.copyOfRange(window.bytes(), window.starts()[i], window.starts()[i + 1]);
    }
    return new BinaryVector(count, values, batch.nulls(field, at));
  }
}
