package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.column.SchemaText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;

/** Reads and checks a file's footer. */
final class FooterReader {
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private static final String PANDAS_KEY = "pandas";
  private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = Integer.BYTES + MAGIC.length;

  private FooterReader() {}

  static Footer read(FileBytes file) throws IOException {
    FileMetaData meta = parse(file);
    if (!meta.isSetSchema() || !meta.isSetRow_groups() || meta.getNum_rows() < 0) {
      throw Problems.corrupt("its footer lacks the schema, the row groups or the number of rows");
    }
    SchemaTree tree = new SchemaTree(meta.getSchema());
    check(meta, tree, file.size());
    RecordSchema written = written(meta);
    List<Shape> shapes = shapes(tree, written);
    RecordSchema schema = written == null ? inferred(tree, shapes) : written;
    boolean pandas = written == null && value(meta, PANDAS_KEY) != null;
    return new Footer(meta, tree, schema, shapes, outliers(meta), pandas);
  }

  private static FileMetaData parse(FileBytes file) throws IOException {
    long size = file.size();
    if (size < MAGIC.length + TAIL) {
      throw Problems.corrupt("it is not a Parquet file: only " + size + " bytes long");
    }
    byte[] head = bytes(file, 0, MAGIC.length);
    byte[] tail = bytes(file, size - TAIL, TAIL);
    byte[] end = Arrays.copyOfRange(tail, Integer.BYTES, TAIL);
    if (Arrays.equals(head, ENCRYPTED) || Arrays.equals(end, ENCRYPTED)) {
      throw Problems.unreadable("it is encrypted, which is not supported");
    }
    if (!Arrays.equals(head, MAGIC) || !Arrays.equals(end, MAGIC)) {
      throw Problems.corrupt("it is not a Parquet file, or it was cut off: PAR1 is missing");
    }
    int length =
        Limits.size("the length of its footer", (int) Bytes.INT.get(tail, 0), Limits.FOOTER_BYTES);
    if (length > size - TAIL - MAGIC.length) {
      throw Problems.corrupt("its footer is longer than the file");
    }
    byte[] footer = bytes(file, size - TAIL - length, length);
    FileMetaData meta = new FileMetaData();
    try {
      Thrift.read(meta, footer, 0, length);
    } catch (TException e) {
      throw Problems.corrupt("its footer is damaged", e);
    }
    if (meta.isSetEncryption_algorithm()) {
      throw Problems.unreadable("it is encrypted, which is not supported");
    }
    return meta;
  }

  private static byte[] bytes(FileBytes file, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.read(position, bytes, 0, length);
    return bytes;
  }

  private static void check(FileMetaData meta, SchemaTree tree, long size) {
    long rows = 0;
    for (RowGroup group : meta.getRow_groups()) {
      if (group.getNum_rows() < 0
          || group.getNum_rows() > meta.getNum_rows() - rows
          || group.getColumnsSize() != tree.leaves().size()) {
        throw Problems.corrupt("a row group does not fit the schema or the number of rows");
      }
      rows += group.getNum_rows();
      for (int i = 0; i < tree.leaves().size(); i++) {
        check(group.getColumns().get(i), tree.leaves().get(i), group.getNum_rows(), size);
      }
    }
    if (rows != meta.getNum_rows()) {
      throw Problems.corrupt(
          "its row groups have " + rows + " rows, its footer says " + meta.getNum_rows());
    }
  }

  private static void check(ColumnChunk chunk, Node leaf, long rows, long size) {
    if (chunk.isSetFile_path()) {
      throw Problems.unreadable("a column lies in another file, which is never opened");
    }
    if (chunk.isSetCrypto_metadata() || chunk.isSetEncrypted_column_metadata()) {
      throw Problems.unreadable("column \"" + leaf.path() + "\" is encrypted");
    }
    ColumnMetaData meta = chunk.getMeta_data();
    if (meta == null || meta.getType() != leaf.element().getType()) {
      throw Problems.corrupt("column \"" + leaf.path() + "\" is stored as another type");
    }
    long start = meta.getData_page_offset();
    if (meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0) {
      start = Math.min(start, meta.getDictionary_page_offset());
    }
    boolean fits =
        start >= MAGIC.length
            && meta.getTotal_compressed_size() >= 0
            && meta.getTotal_compressed_size() <= size - start;
    boolean counts =
        leaf.maxRep() == 0 ? meta.getNum_values() == rows : meta.getNum_values() >= rows;
    if (!fits || !counts) {
      throw Problems.corrupt(
          "column \"" + leaf.path() + "\" has pages that do not fit the file or its row group");
    }
  }

  private static @Nullable String value(FileMetaData meta, String key) {
    if (meta.isSetKey_value_metadata()) {
      for (KeyValue entry : meta.getKey_value_metadata()) {
        if (key.equals(entry.getKey())) {
          return entry.getValue();
        }
      }
    }
    return null;
  }

  /** The schema that the file was written with; null if another tool wrote or changed it. */
  private static @Nullable RecordSchema written(FileMetaData meta) {
    String text = value(meta, Footer.SCHEMA_KEY);
    if (text == null) {
      return null;
    }
    try {
      RecordSchema schema = SchemaText.read(text);
      // Tools that rewrite a file may keep the text and change the columns.
      return SchemaElements.of(schema).equals(meta.getSchema()) ? schema : null;
    } catch (IllegalArgumentException e) {
      throw Problems.corrupt("the schema in its metadata is damaged", e);
    }
  }

  private static List<Shape> shapes(SchemaTree tree, @Nullable RecordSchema written) {
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < tree.columns().size(); i++) {
      Node node = tree.columns().get(i);
      shapes.add(written == null ? Shapes.of(node) : Shapes.of(node, written.columns().get(i)));
    }
    return shapes;
  }

  private static RecordSchema inferred(SchemaTree tree, List<Shape> shapes) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      columns.add(Shape.column(tree.columns().get(i).name(), shapes.get(i), false));
    }
    return new RecordSchema(columns, Map.of());
  }

  private static Outliers outliers(FileMetaData meta) {
    String text = value(meta, Footer.OUTLIERS_KEY);
    // Whoever else wrote the file may have kept the text and moved the rows.
    boolean ours =
        meta.getCreated_by() != null && meta.getCreated_by().startsWith(Footer.CREATED_BY);
    return text == null || !ours ? new Outliers() : Outliers.read(text);
  }
}
