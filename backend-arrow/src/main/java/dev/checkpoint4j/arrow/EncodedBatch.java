package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.RowProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes and buffers of a record batch that is being made. Used by one thread at a time. */
final class EncodedBatch {
  private static final int MAX_OUTLIERS = 100_000;

  private final int rows;
  private final List<long[]> nodes = new ArrayList<>();
  private final List<byte[]> buffers = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final Outliers outliers = new Outliers();
  private @Nullable BodyCodec codec;
  private int outlierCount;
  private String statistics = "";
  private BlockSums blocks = BlockSums.NONE;

  EncodedBatch(int rows) {
    this.rows = rows;
  }

  int rows() {
    return rows;
  }

  void node(int length, int nulls) {
    nodes.add(new long[] {length, nulls});
  }

  /** Adds a buffer, the first bytes of an array. */
  void buffer(byte[] bytes, int length) {
    buffers.add(bytes);
    lengths.add(length);
  }

  void outlier(Field field, long index, long seconds, int nanos) {
    if (++outlierCount > MAX_OUTLIERS) {
      throw new RowProblem(
          RowProblem.Kind.UNSUPPORTED,
          field.name(),
          "more than "
              + MAX_OUTLIERS
              + " values of time lie outside the years 1677 to 2262 of Arrow's nanoseconds; keep"
              + " them as text");
    }
    outliers.add(field.index(), index, seconds, nanos);
  }

  Outliers outliers() {
    return outliers;
  }

  List<long[]> nodes() {
    return nodes;
  }

  List<byte[]> buffers() {
    return buffers;
  }

  int length(int buffer) {
    return lengths.get(buffer);
  }

  @Nullable BodyCodec codec() {
    return codec;
  }

  String statistics() {
    return statistics;
  }

  void statistics(String text) {
    statistics = text;
  }

  BlockSums blocks() {
    return blocks;
  }

  /** Notes the checksums of the buffers, which are complete and stay as they are. */
  void sumBlocks() {
    blocks = BlockSums.of(this);
  }

  /** Compresses all buffers. */
  void compress(BodyCodec with) throws IOException {
    codec = with;
    for (int i = 0; i < buffers.size(); i++) {
      int length = lengths.get(i);
      if (length > 0) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2 + 64);
        Little.writeLong(out, length);
        with.compress(buffers.get(i), length, out);
        if (out.size() >= length + Long.BYTES) {
          out.reset();
          Little.writeLong(out, -1);
          out.write(buffers.get(i), 0, length);
        }
        buffers.set(i, out.toByteArray());
        lengths.set(i, out.size());
      }
    }
  }
}
