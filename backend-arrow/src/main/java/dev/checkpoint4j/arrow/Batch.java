package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A record batch: where its buffers lie in the body. Whatever it says of itself is compared with
 * the body before anything is read. Thread-safe.
 */
final class Batch {
  /** As far apart may lie what is looked at through one view. */
  private static final int VIEW_BYTES = 16 << 20;

  private final long rows;
  private final long[] lengths;
  private final long[] nullCounts;
  private final int[] firstBuffers;
  private final long[] variadic;
  private final int[] variadicOf;
  private final long[] offsets;
  private final long[] sizes;
  private final Body body;
  private final @Nullable BodyCodec codec;
  private final @Nullable ByteBuffer[] decompressed;
  private final Map<Long, Dictionary> dictionaries;
  private final Outliers outliers;

  private Batch(
      RecordBatch header,
      Body body,
      List<Field> fields,
      int nodes,
      Map<Long, Dictionary> dictionaries,
      Outliers outliers)
      throws IOException {
    this.rows = header.length();
    this.body = body;
    this.dictionaries = dictionaries;
    this.outliers = outliers;
    this.codec = header.compression() == null ? null : BodyCodec.of(header.compression());
    if (rows < 0 || header.nodesLength() < nodes) {
      throw Problems.corrupt("a batch lacks columns of the schema");
    }
    this.lengths = new long[nodes];
    this.nullCounts = new long[nodes];
    FieldNode node = new FieldNode();
    for (int i = 0; i < nodes; i++) {
      header.nodes(node, i);
      lengths[i] = node.length();
      nullCounts[i] = node.nullCount();
      if (lengths[i] < 0 || nullCounts[i] > lengths[i]) {
        throw Problems.corrupt("a batch has a column of impossible length");
      }
    }
    this.variadic = new long[Limits.size("views", header.variadicBufferCountsLength(), nodes)];
    for (int i = 0; i < variadic.length; i++) {
      variadic[i] = header.variadicBufferCounts(i);
    }
    this.firstBuffers = new int[nodes];
    this.variadicOf = new int[nodes];
    int count = Limits.size("buffers", header.buffersLength(), 10L * Limits.FIELDS);
    long needed = place(fields, 0, new int[1]);
    if (needed > count) {
      throw Problems.corrupt("a batch lacks buffers of its columns");
    }
    this.offsets = new long[count];
    this.sizes = new long[count];
    Buffer buffer = new Buffer();
    for (int i = 0; i < count; i++) {
      header.buffers(buffer, i);
      offsets[i] = buffer.offset();
      sizes[i] = buffer.length();
      if (sizes[i] < 0 || offsets[i] < 0 || offsets[i] > body.size() - sizes[i]) {
        throw Problems.corrupt("a buffer of a batch lies outside of it");
      }
    }
    this.decompressed = new @Nullable ByteBuffer[codec == null ? 0 : count];
  }

  static Batch read(
      RecordBatch header,
      Body body,
      List<Field> fields,
      int nodes,
      Map<Long, Dictionary> dictionaries,
      Outliers outliers)
      throws IOException {
    return MessageSource.guarded(
        () -> new Batch(header, body, fields, nodes, dictionaries, outliers));
  }

  private long place(List<Field> fields, long next, int[] views) {
    long at = next;
    for (Field field : fields) {
      firstBuffers[field.index()] = (int) Math.min(at, Integer.MAX_VALUE);
      at += field.buffers();
      if (field.dictionary() == null && field.type().id().isView()) {
        int view = views[0]++;
        variadicOf[field.index()] = view;
        long more = view < variadic.length ? variadic[view] : -1;
        at += Limits.size("buffers", more, 10L * Limits.FIELDS);
      }
      at = place(field.stored(), at, views);
    }
    return at;
  }

  long rows() {
    return rows;
  }

  /** The bytes of the body. */
  long bytes() {
    return body.size();
  }

  String compression() {
    return codec == null ? "none" : codec.name().toLowerCase(java.util.Locale.ROOT);
  }

  Outliers outliers() {
    return outliers;
  }

  Dictionary dictionary(long id) {
    Dictionary found = dictionaries.get(id);
    if (found == null) {
      throw Problems.corrupt("a batch refers to a dictionary that is not there");
    }
    return found;
  }

  /** How many buffers of a view's bytes there are. */
  int views(Field field) {
    return (int) variadic[variadicOf[field.index()]];
  }

  /** Checks that a field has values at these positions. */
  void require(Field field, Ranges at) {
    if (at.end() > lengths[field.index()]) {
      throw Problems.corrupt(
          "column \"" + field.name() + "\" has fewer values in a batch than it should");
    }
  }

  /** True where a value is null; null if none is. The positions have been checked. */
  boolean @Nullable [] nulls(Field field, Ranges at) {
    if (nullCounts[field.index()] == 0 || at.size() == 0) {
      return null;
    }
    boolean[] nulls = bits(field, 0, at);
    boolean any = false;
    for (int i = 0; i < nulls.length; i++) {
      nulls[i] = !nulls[i];
      any |= nulls[i];
    }
    return any ? nulls : null;
  }

  /**
   * Set where a value is not null; null if none is.
   *
   * @param at one range
   */
  long @Nullable [] valid(Field field, Ranges at) {
    return nullCounts[field.index()] == 0 ? null : words(field, 0, at);
  }

  /**
   * Bits of a field's buffer; those after the last are not set.
   *
   * @param at one range
   */
  long[] words(Field field, int buffer, Ranges at) {
    long[] words = new long[Truth.words(at.size())];
    visit(
        field,
        buffer,
        at,
        1,
        0,
        (bytes, from, range) -> {
          int shift = (int) (at.start(range) & 7);
          for (int i = 0; i < words.length; i++) {
            int count = Math.min(at.size() - i * Long.SIZE, Long.SIZE);
            words[i] = word(bytes, from + i * Long.BYTES, shift, count);
          }
        });
    return words;
  }

  private static long word(ByteBuffer bytes, int from, int shift, int count) {
    int length = shift + count + 7 >>> 3;
    long word = 0;
    if (length >= Long.BYTES) {
      word = bytes.getLong(from);
    } else {
      for (int i = 0; i < length; i++) {
        word |= (bytes.get(from + i) & 0xffL) << i * Byte.SIZE;
      }
    }
    word >>>= shift;
    if (length > Long.BYTES) {
      word |= (bytes.get(from + Long.BYTES) & 0xffL) << Long.SIZE - shift;
    }
    return count < Long.SIZE ? word & (1L << count) - 1 : word;
  }

  /** Bits of a field's buffer. */
  boolean[] bits(Field field, int buffer, Ranges at) {
    boolean[] bits = new boolean[at.size()];
    visit(
        field,
        buffer,
        at,
        1,
        0,
        (bytes, from, range) -> {
          int shift = (int) (at.start(range) & 7);
          int to = at.before(range);
          int count = at.length(range);
          for (int i = 0; i < count; i++) {
            int bit = i + shift;
            bits[to + i] = (bytes.get(from + (bit >>> 3)) >>> (bit & 7) & 1) != 0;
          }
        });
    return bits;
  }

  /** Looks at the bytes of one range. */
  @FunctionalInterface
  interface RangeVisitor {
    /**
     * Looks at them.
     *
     * @param bytes little-endian, of which only those of the range may be looked at
     * @param from where those begin
     */
    void visit(ByteBuffer bytes, int from, int range);
  }

  /**
   * Goes through ranges of a field's buffer, without those that have no values. Ranges near each
   * other are parts of one view, since a view for each would cost more than a short range itself.
   *
   * @param width of a value in bits
   * @param more bits that are needed after the last of each range
   */
  void visit(Field field, int buffer, Ranges at, int width, int more, RangeVisitor visitor) {
    if (at.size() == 0) {
      return;
    }
    int index = firstBuffers[field.index()] + buffer;
    Body source = codec == null ? body : StreamSource.of(whole(index));
    long base = codec == null ? offsets[index] : 0;
    long there = codec == null ? sizes[index] : source.size();
    if (at.end() > (there * Byte.SIZE - more) / width) {
      throw tooShort(field, there);
    }
    int next = 0;
    while (next < at.count()) {
      int first = next++;
      long start = at.start(first) * width >>> 3;
      long end = end(at, first, width, more);
      while (next < at.count() && end(at, next, width, more) - start <= VIEW_BYTES) {
        end = Math.max(end, end(at, next++, width, more));
      }
      int length = Limits.size("the bytes of some rows", end - start, Limits.COPIED_BYTES);
      ByteBuffer view = source.view(base + start, length);
      for (int range = first; range < next; range++) {
        if (at.length(range) > 0) {
          long from = at.start(range) * width >>> 3;
          source.prove(base + from, (int) (end(at, range, width, more) - from));
          visitor.visit(view, (int) (from - start), range);
        }
      }
    }
  }

  /** The end of the bytes of a range; its start where it is empty. */
  private static long end(Ranges at, int range, int width, int more) {
    int count = at.length(range);
    return count == 0
        ? at.start(range) * width >>> 3
        : (at.start(range) + count) * width + more + 7 >>> 3;
  }

  /** Takes the bytes of the values of one range. */
  @FunctionalInterface
  interface RangeTaker {
    /**
     * Takes them.
     *
     * @param bytes little-endian
     * @param from where the first value begins
     * @param to how many values lie in the ranges ahead
     */
    void take(ByteBuffer bytes, int from, int to, int count);
  }

  /** Hands out values of a fixed width, range by range, those with no values left out. */
  void each(Field field, int buffer, Ranges at, int width, RangeTaker taker) {
    visit(
        field,
        buffer,
        at,
        width * Byte.SIZE,
        0,
        (bytes, from, range) -> taker.take(bytes, from, at.before(range), at.length(range)));
  }

  /** The same of the buffer that values have after the bits of nulls; they must be there. */
  void each(Field field, Ranges at, int width, RangeTaker taker) {
    require(field, at);
    each(field, 1, at, width, taker);
  }

  /** The length of a field's buffer. */
  long size(Field field, int buffer) {
    int index = firstBuffers[field.index()] + buffer;
    return codec == null ? sizes[index] : whole(index).capacity();
  }

  /** Bytes of a field's buffer, little-endian. */
  ByteBuffer bytes(Field field, int buffer, long offset, long length) {
    int index = firstBuffers[field.index()] + buffer;
    int size = Limits.size("the bytes of some rows", length, Limits.COPIED_BYTES);
    long there = codec == null ? sizes[index] : whole(index).capacity();
    if (offset < 0 || offset > there - size) {
      throw tooShort(field, there);
    }
    return codec == null
        ? body.slice(offsets[index] + offset, size)
        : StreamSource.of(whole(index)).slice(offset, size);
  }

  private static RowProblem tooShort(Field field, long bytes) {
    return Problems.corrupt(
        "column \"" + field.name() + "\" has a buffer of " + bytes + " bytes, too few for it");
  }

  private synchronized ByteBuffer whole(int index) {
    ByteBuffer known = decompressed[index];
    if (known == null) {
      int size = Limits.size("a compressed buffer", sizes[index], Limits.COPIED_BYTES);
      known = java.util.Objects.requireNonNull(codec).decode(body.slice(offsets[index], size));
      decompressed[index] = known;
    }
    return known;
  }
}
