package dev.checkpoint4j.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** Puts a file of one row group together, of which every number may be a lie. */
final class HostileFile {
  private final Bytes out = new Bytes(1 << 16);
  private final FileMetaData meta;
  private final RowGroup group;

  HostileFile(long rows) {
    out.put(FooterReader.MAGIC, 0, FooterReader.MAGIC.length);
    group = new RowGroup(new ArrayList<>(), 1, rows);
    SchemaElement root = new SchemaElement("root");
    root.setNum_children(0);
    meta =
        new FileMetaData(2, new ArrayList<>(List.of(root)), rows, new ArrayList<>(List.of(group)));
    meta.setKey_value_metadata(new ArrayList<>());
  }

  FileMetaData meta() {
    return meta;
  }

  HostileFile keyValue(String key, String value) {
    KeyValue entry = new KeyValue(key);
    entry.setValue(value);
    meta.addToKey_value_metadata(entry);
    return this;
  }

  static SchemaElement leaf(String name, Type type, FieldRepetitionType repetition) {
    SchemaElement leaf = new SchemaElement(name);
    leaf.setType(type);
    leaf.setRepetition_type(repetition);
    return leaf;
  }

  /** A header and what follows it. */
  record Page(PageHeader header, Bytes bytes) {}

  static Page data(int values, Encoding encoding, int size, Bytes bytes) {
    PageHeader header = new PageHeader(PageType.DATA_PAGE, size, bytes.size());
    header.setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE));
    return new Page(header, bytes);
  }

  static Page dictionary(int values, int size, Bytes bytes) {
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, size, bytes.size());
    header.setDictionary_page_header(new DictionaryPageHeader(values, Encoding.PLAIN));
    return new Page(header, bytes);
  }

  /** Adds a column of the root, with its pages one after the other. */
  ColumnMetaData column(SchemaElement leaf, CompressionCodec codec, long values, Page... pages) {
    meta.getSchema().add(leaf);
    SchemaElement root = meta.getSchema().get(0);
    root.setNum_children(root.getNum_children() + 1);
    int start = out.size();
    for (Page page : pages) {
      Thrift.write(page.header(), out);
      out.put(page.bytes());
    }
    long size = (long) out.size() - start;
    ColumnMetaData about =
        new ColumnMetaData(
            leaf.getType(),
            List.of(Encoding.PLAIN),
            List.of(leaf.getName()),
            codec,
            values,
            size,
            size,
            start);
    ColumnChunk chunk = new ColumnChunk(0);
    chunk.setMeta_data(about);
    group.getColumns().add(chunk);
    return about;
  }

  byte[] end() {
    return end(meta);
  }

  private byte[] end(FileMetaData footer) {
    int start = out.size();
    Thrift.write(footer, out);
    return withFooterLength(out.size() - start);
  }

  /** Ends the file after a footer that says no more than its length. */
  byte[] withFooterLength(int length) {
    out.putInt(length);
    out.put(FooterReader.MAGIC, 0, FooterReader.MAGIC.length);
    return out.toArray();
  }

  /** Ends the file with a footer of any bytes. */
  byte[] withFooter(Bytes footer) {
    out.put(footer);
    return withFooterLength(footer.size());
  }
}
