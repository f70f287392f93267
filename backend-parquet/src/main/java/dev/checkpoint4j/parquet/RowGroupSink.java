package dev.checkpoint4j.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TypeDefinedOrder;
import shaded.parquet.org.apache.thrift.TBase;

/** Writes the bytes of a file: row groups, then their indexes, then the footer. */
final class RowGroupSink {
  private static final int VERSION = 2;

  private final OutputStream out;
  private final List<SchemaElement> elements;
  private final List<Node> leaves;
  private final List<RowGroup> groups = new ArrayList<>();
  private final List<List<EncodedChunk>> indexes = new ArrayList<>();
  private final Outliers outliers = new Outliers();
  private final Bytes scratch = new Bytes(1 << 12);
  private long position;
  private long rows;

  RowGroupSink(OutputStream out, List<SchemaElement> elements, List<Node> leaves)
      throws IOException {
    this.out = out;
    this.elements = elements;
    this.leaves = leaves;
    out.write(FooterReader.MAGIC);
    position = FooterReader.MAGIC.length;
  }

  /** Writes one row group. */
  void write(List<EncodedChunk> chunks, int groupRows) throws IOException {
    List<ColumnChunk> columns = new ArrayList<>();
    List<EncodedChunk> kept = new ArrayList<>();
    long start = position;
    long uncompressed = 0;
    for (int i = 0; i < chunks.size(); i++) {
      EncodedChunk chunk = chunks.get(i);
      columns.add(place(chunk, leaves.get(i)));
      for (Outliers.Outlier o : chunk.outliers()) {
        outliers.add(i, new Outliers.Outlier(groups.size(), o.index(), o.seconds(), o.nanos()));
      }
      chunk.bytes().writeTo(out);
      position += chunk.bytes().size();
      uncompressed += chunk.meta().getTotal_uncompressed_size();
      // The indexes wait for the end of the file; the pages need not.
      kept.add(
          new EncodedChunk(
              new Bytes(0),
              0,
              chunk.meta(),
              null,
              chunk.columnIndex(),
              chunk.offsetIndex(),
              List.of()));
    }
    long end = position;
    for (EncodedChunk chunk : chunks) {
      writeBloom(chunk);
    }
    RowGroup group = new RowGroup(columns, uncompressed, groupRows);
    group.setFile_offset(start);
    group.setTotal_compressed_size(end - start);
    if (groups.size() <= Short.MAX_VALUE) {
      group.setOrdinal((short) groups.size());
    }
    groups.add(group);
    indexes.add(kept);
    rows += groupRows;
  }

  private void writeBloom(EncodedChunk chunk) throws IOException {
    if (chunk.bloom() != null) {
      scratch.clear();
      chunk.bloom().writeTo(scratch);
      scratch.writeTo(out);
      chunk.meta().setBloom_filter_offset(position);
      chunk.meta().setBloom_filter_length(scratch.size());
      position += scratch.size();
    }
  }

  private ColumnChunk place(EncodedChunk chunk, Node leaf) {
    ColumnMetaData meta = chunk.meta();
    meta.setPath_in_schema(leaf.names());
    meta.setData_page_offset(position + chunk.dictionaryBytes());
    if (chunk.dictionaryBytes() > 0) {
      meta.setDictionary_page_offset(position);
    }
    for (PageLocation location : chunk.offsetIndex().getPage_locations()) {
      location.setOffset(position + location.getOffset());
    }
    ColumnChunk column = new ColumnChunk(0);
    column.setMeta_data(meta);
    return column;
  }

  /** Writes the indexes and the footer. */
  void finish(List<KeyValue> metadata, String createdBy) throws IOException {
    for (int g = 0; g < groups.size(); g++) {
      for (int c = 0; c < leaves.size(); c++) {
        writeColumnIndex(groups.get(g).getColumns().get(c), indexes.get(g).get(c));
      }
    }
    for (int g = 0; g < groups.size(); g++) {
      for (int c = 0; c < leaves.size(); c++) {
        writeOffsetIndex(groups.get(g).getColumns().get(c), indexes.get(g).get(c).offsetIndex());
      }
    }
    List<KeyValue> all = new ArrayList<>(metadata);
    if (!outliers.isEmpty()) {
      KeyValue entry = new KeyValue(Footer.OUTLIERS_KEY);
      entry.setValue(outliers.write());
      all.add(entry);
    }
    FileMetaData meta = new FileMetaData(VERSION, elements, rows, groups);
    meta.setKey_value_metadata(all);
    meta.setCreated_by(createdBy);
    List<ColumnOrder> orders = new ArrayList<>();
    leaves.forEach(leaf -> orders.add(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
    meta.setColumn_orders(orders);
    int length = write(meta);
    scratch.clear();
    scratch.putInt(length);
    scratch.put(FooterReader.MAGIC, 0, FooterReader.MAGIC.length);
    scratch.writeTo(out);
  }

  private void writeColumnIndex(ColumnChunk column, EncodedChunk chunk) throws IOException {
    if (chunk.columnIndex() != null) {
      column.setColumn_index_offset(position);
      column.setColumn_index_length(write(chunk.columnIndex()));
    }
  }

  private void writeOffsetIndex(ColumnChunk column, OffsetIndex index) throws IOException {
    column.setOffset_index_offset(position);
    column.setOffset_index_length(write(index));
  }

  private int write(TBase<?, ?> structure) throws IOException {
    scratch.clear();
    Thrift.write(structure, scratch);
    scratch.writeTo(out);
    position += scratch.size();
    return scratch.size();
  }

  long rows() {
    return rows;
  }
}
