package dev.checkpoint4j.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;

/** The page indexes of one row group, read when they are asked for. */
final class PageIndexes {
  private final Footer footer;
  private final FileBytes file;
  private final int group;
  private final Map<Integer, Optional<List<Pruner.Block>>> known = new HashMap<>();

  PageIndexes(Footer footer, FileBytes file, int group) {
    this.footer = footer;
    this.file = file;
    this.group = group;
  }

  /** What the index of the condition's leaf says, page by page; null without one. */
  @Nullable List<Pruner.Block> of(Condition condition) throws IOException {
    int leaf = condition.leaf().first().leaf();
    Optional<List<Pruner.Block>> found = known.get(leaf);
    if (found == null) {
      found = Optional.ofNullable(read(condition.leaf()));
      known.put(leaf, found);
    }
    return found.orElse(null);
  }

  private @Nullable List<Pruner.Block> read(Shape.Leaf leaf) throws IOException {
    ColumnChunk chunk = footer.groups().get(group).getColumns().get(leaf.first().leaf());
    if (!chunk.isSetColumn_index_offset()
        || !chunk.isSetColumn_index_length()
        || !chunk.isSetOffset_index_offset()
        || !chunk.isSetOffset_index_length()) {
      return null;
    }
    ColumnIndex columns = new ColumnIndex();
    read(columns, chunk.getColumn_index_offset(), chunk.getColumn_index_length());
    OffsetIndex offsets = new OffsetIndex();
    read(offsets, chunk.getOffset_index_offset(), chunk.getOffset_index_length());
    return blocks(leaf, columns, offsets.getPage_locations());
  }

  private void read(TBase<?, ?> structure, long position, int size) throws IOException {
    int length = Limits.size("the length of a page index", size, Limits.FOOTER_BYTES);
    if (position < 0 || position > file.size() - length) {
      throw Problems.corrupt("a page index lies outside the file");
    }
    byte[] bytes = new byte[length];
    file.read(position, bytes, 0, length);
    try {
      Thrift.read(structure, bytes, 0, length);
    } catch (TException e) {
      throw Problems.corrupt("a page index is damaged", e);
    }
  }

  private List<Pruner.Block> blocks(
      Shape.Leaf leaf, ColumnIndex columns, @Nullable List<PageLocation> pages) {
    long rows = footer.groups().get(group).getNum_rows();
    int size = pages == null ? -1 : pages.size();
    boolean counted = columns.isSetNull_counts();
    if (pages == null
        || columns.getNull_pagesSize() != size
        || columns.getMin_valuesSize() != size
        || columns.getMax_valuesSize() != size
        || (counted && columns.getNull_countsSize() != size)) {
      throw Problems.corrupt("the page indexes of column \"" + leaf.first().path() + "\" disagree");
    }
    boolean ordered = Pruner.isOrdered(footer, leaf, group);
    List<Pruner.Block> blocks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long from = pages.get(i).getFirst_row_index();
      long to = i + 1 < size ? pages.get(i + 1).getFirst_row_index() : rows;
      if (from < 0 || from > to || to > rows || (i == 0 && from != 0)) {
        throw Problems.corrupt(
            "the page index of column \"" + leaf.first().path() + "\" is out of order");
      }
      boolean empty = columns.getNull_pages().get(i);
      boolean mayBeNull = !counted || columns.getNull_counts().get(i) != 0 || footer.pandas();
      byte[] min = ordered && !empty ? bytes(columns.getMin_values().get(i)) : null;
      byte[] max = ordered && !empty ? bytes(columns.getMax_values().get(i)) : null;
      LeafRange range = LeafRange.of(leaf, min, max, mayBeNull || empty, !empty);
      blocks.add(new Pruner.Block(from, to, range));
    }
    return blocks;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
