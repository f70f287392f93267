package dev.checkpoint4j.arrow;

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

  /** Bits of a field's buffer. */
  boolean[] bits(Field field, int buffer, Ranges at) {
    boolean[] bits = new boolean[at.size()];
    for (int range = 0; range < at.count(); range++) {
      int count = at.length(range);
      if (count > 0) {
        long first = at.start(range) >>> 3;
        int length = (int) ((at.start(range) + count - 1 >>> 3) - first + 1);
        ByteBuffer bytes = bytes(field, buffer, first, length);
        int shift = (int) (at.start(range) & 7);
        int to = at.before(range);
        for (int i = 0; i < count; i++) {
          int bit = i + shift;
          bits[to + i] = (bytes.get(bit >>> 3) >>> (bit & 7) & 1) != 0;
        }
      }
    }
    return bits;
  }

  /** Takes the bytes of the values of one range. */
  @FunctionalInterface
  interface RangeTaker {
    /**
     * Takes them.
     *
     * @param bytes little-endian
     * @param to how many values lie in the ranges ahead
     */
    void take(ByteBuffer bytes, int to, int count);
  }

  /** Hands out values of a fixed width, range by range, those with no values left out. */
  void each(Field field, int buffer, Ranges at, int width, RangeTaker taker) {
    for (int range = 0; range < at.count(); range++) {
      int count = at.length(range);
      if (count > 0) {
        ByteBuffer bytes = bytes(field, buffer, at.start(range) * width, (long) count * width);
        taker.take(bytes, at.before(range), count);
      }
    }
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
      throw Problems.corrupt(
          "column \"" + field.name() + "\" has a buffer of " + there + " bytes, too few for it");
    }
    return codec == null
        ? body.slice(offsets[index] + offset, size)
        : StreamSource.of(whole(index)).slice(offset, size);
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
