package dev.checkpoint4j.parquet;

import static dev.checkpoint4j.parquet.HostileFile.data;
import static dev.checkpoint4j.parquet.HostileFile.dictionary;
import static dev.checkpoint4j.parquet.HostileFile.leaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/**
 * Small files that make a trusting reader reserve gigabytes, recurse without end or load classes.
 */
final class HostileFiles {
  /** About the largest page that a reader with a heap of 256 MB takes. */
  private static final int PAGE = 24 << 20;

  private static final int MANY = 25;

  private final Path directory;
  private final List<String> names = new ArrayList<>();

  private HostileFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes the files, each named by its index.
   *
   * @return what is wrong with them
   */
  static List<String> write(Path directory, String className) throws IOException {
    HostileFiles made = new HostileFiles(directory);
    made.footers();
    made.schemas();
    made.metadata(className);
    made.pageSizes();
    made.counts();
    for (Compression compression : Compression.values()) {
      if (compression != Compression.NONE) {
        made.bombs(compression);
      }
    }
    made.manyStrings();
    made.dictionaries();
    made.deltas();
    made.indexes();
    return made.names;
  }

  private void put(String name, byte[] file) throws IOException {
    Files.write(directory.resolve(String.format("%04d", names.size())), file);
    names.add(name);
  }

  private void footers() throws IOException {
    for (int claim : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 1, 1 << 30}) {
      put("footer length " + claim, new HostileFile(1).withFooterLength(claim));
    }
    for (int claim : new int[] {Integer.MAX_VALUE, 1 << 28, 1 << 20}) {
      Bytes list = new Bytes(16);
      list.put(0x29); // field 2, a list
      list.put(0xFC); // of structures, with their number as a varint
      list.putVarint(claim);
      put("schema list of " + claim, new HostileFile(1).withFooter(list));
      Bytes text = new Bytes(16);
      text.put(0x68); // field 6, a string
      text.putVarint(claim);
      put("created_by of " + claim, new HostileFile(1).withFooter(text));
    }
    put("footer of zeros", new HostileFile(1).withFooter(zeros(4 << 20)));
    HostileFile keys = new HostileFile(0);
    keys.meta().setKey_value_metadata(Collections.nCopies(1_000_000, new KeyValue("")));
    put("million keys", keys.end());
    HostileFile groups = new HostileFile(0);
    groups.meta().setRow_groups(Collections.nCopies(500_000, new RowGroup(List.of(), 0, 0)));
    put("half a million row groups", groups.end());
    HostileFile paths = new HostileFile(1);
    ColumnMetaData column = oneInt(paths);
    column.setPath_in_schema(Collections.nCopies(1_000_000, ""));
    RowGroup group = paths.meta().getRow_groups().get(0);
    paths.meta().setRow_groups(List.of(group, group, group));
    put("three million path segments", paths.end());
  }

  private static ColumnMetaData oneInt(HostileFile file) {
    Bytes page = new Bytes(8);
    page.putInt(7);
    return file.column(
        leaf("id", Type.INT32, FieldRepetitionType.REQUIRED),
        CompressionCodec.UNCOMPRESSED,
        1,
        data(1, Encoding.PLAIN, 4, page));
  }

  private static Bytes zeros(int length) {
    Bytes zeros = new Bytes(length);
    zeros.reserve(length);
    zeros.advance(length);
    return zeros;
  }

  private void schemas() throws IOException {
    for (int claim : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 100}) {
      HostileFile file = new HostileFile(1);
      oneInt(file);
      file.meta().getSchema().get(0).setNum_children(claim);
      put("root of " + claim + " children", file.end());
    }
    for (int depth : new int[] {300, 20_000, 300_000}) {
      HostileFile file = new HostileFile(1);
      SchemaElement group = new SchemaElement("g");
      group.setNum_children(1);
      group.setRepetition_type(FieldRepetitionType.REPEATED);
      file.meta().getSchema().get(0).setNum_children(1);
      file.meta().getSchema().addAll(Collections.nCopies(depth, group));
      file.meta().getSchema().add(leaf("end", Type.INT32, FieldRepetitionType.OPTIONAL));
      put("schema " + depth + " deep", file.end());
    }
    HostileFile wide = new HostileFile(0);
    SchemaElement one = leaf("c", Type.INT32, FieldRepetitionType.OPTIONAL);
    wide.meta().getSchema().addAll(Collections.nCopies(400_000, one));
    wide.meta().getSchema().get(0).setNum_children(400_000);
    put("schema of 400000 columns", wide.end());
  }

  private void metadata(String className) throws IOException {
    for (String key :
        List.of(
            Footer.SCHEMA_KEY,
            Footer.OUTLIERS_KEY,
            "parquet.avro.schema",
            "writer.model.name",
            "pandas",
            "ARROW:schema",
            "org.apache.spark.sql.parquet.row.metadata")) {
      for (String value :
          List.of(
              className,
              "{\"@class\":\"" + className + "\",\"java-class\":\"" + className + "\"}",
              "[".repeat(1_000_000),
              "{\"columns\":".repeat(200_000),
              "{\"columns\":[" + "{},".repeat(500_000) + "{}]}",
              "{\"0\":[" + "[0,0,0,0],".repeat(200_000) + "[0,0,0,0]]}")) {
        HostileFile file = new HostileFile(1).keyValue(key, value);
        file.meta().setCreated_by(Footer.CREATED_BY + " 1");
        oneInt(file);
        put(key + " is " + value.substring(0, 12) + " " + value.length(), file.end());
      }
    }
    HostileFile named = new HostileFile(1);
    oneInt(named);
    named.meta().setCreated_by(className);
    named.meta().getSchema().get(0).setName(className);
    named.meta().getSchema().get(1).setName(className);
    put("class names in the schema", named.end());
  }

  private void pageSizes() throws IOException {
    int[] sizes = {Integer.MAX_VALUE, 1 << 30, PAGE, 1 << 16, 3, -1, Integer.MIN_VALUE};
    for (CompressionCodec codec : CompressionCodec.values()) {
      for (int size : sizes) {
        for (boolean compressed : new boolean[] {true, false}) {
          HostileFile file = new HostileFile(1);
          Bytes page = new Bytes(8);
          page.putInt(7);
          HostileFile.Page lie = data(1, Encoding.PLAIN, size, page);
          if (compressed) {
            lie.header().setUncompressed_page_size(4);
            lie.header().setCompressed_page_size(size);
          }
          file.column(leaf("id", Type.INT32, FieldRepetitionType.REQUIRED), codec, 1, lie);
          put((compressed ? "compressed " : "") + "page of " + size + " " + codec, file.end());
        }
      }
    }
  }

  /** Few bytes of levels or ids that stand for many values. */
  private void counts() throws IOException {
    for (long values : new long[] {Long.MAX_VALUE, Integer.MAX_VALUE, 1 << 28, 10_000_000, -1}) {
      for (FieldRepetitionType repetition : FieldRepetitionType.values()) {
        for (long rows : new long[] {1, values}) {
          HostileFile one = new HostileFile(rows);
          one.column(
              leaf("c", Type.INT64, repetition),
              CompressionCodec.UNCOMPRESSED,
              values,
              run(repetition, values));
          put(repetition + " of " + values + " values in " + rows + " rows", one.end());
        }
      }
    }
    HostileFile many = new HostileFile(1);
    for (int i = 0; i < MANY; i++) {
      many.column(
          leaf("c" + i, Type.INT64, FieldRepetitionType.REPEATED),
          CompressionCodec.UNCOMPRESSED,
          PAGE,
          run(FieldRepetitionType.REPEATED, PAGE));
    }
    put(MANY + " lists in one row", many.end());
  }

  private static HostileFile.Page[] run(FieldRepetitionType repetition, long values) {
    int claimed = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, values));
    Bytes dictionary = new Bytes(16);
    dictionary.putLong(1L << 40);
    Bytes page = new Bytes(32);
    if (repetition == FieldRepetitionType.REPEATED) {
      level(page, 0, 1, claimed);
      level(page, 1, 1, claimed);
    } else if (repetition == FieldRepetitionType.OPTIONAL) {
      level(page, 0, 0, claimed);
    }
    page.put(0); // no bits: all are value 0 of a dictionary
    page.putVarint((long) claimed << 1);
    return new HostileFile.Page[] {
      dictionary(1, Long.BYTES, dictionary),
      data(claimed, Encoding.RLE_DICTIONARY, page.size(), page)
    };
  }

  private static void level(Bytes page, int first, int others, int count) {
    Bytes run = new Bytes(8);
    run.putVarint(1 << 1);
    run.put(first);
    run.putVarint((long) (count - 1) << 1);
    run.put(others);
    page.putInt(run.size());
    page.put(run);
  }

  private static CompressionCodec codec(Compression compression) {
    return PageCodecs.named(compression);
  }

  private static Bytes compressed(Compression compression, int size) throws IOException {
    Bytes zeros = zeros(size);
    Bytes out = new Bytes(1 << 16);
    PageCodecs.of(compression, null).compress(zeros.array(), 0, size, out);
    return out;
  }

  /** Pages that are a thousandth of their size, in many columns of one row. */
  private void bombs(Compression compression) throws IOException {
    Bytes zeros = compressed(compression, PAGE);
    for (Type type : new Type[] {Type.BYTE_ARRAY, Type.INT64}) {
      HostileFile file = new HostileFile(1);
      for (int i = 0; i < MANY; i++) {
        SchemaElement leaf = leaf("c" + i, type, FieldRepetitionType.REQUIRED);
        file.column(leaf, codec(compression), 1, data(1, Encoding.PLAIN, PAGE, zeros));
      }
      put(MANY + " bombs of " + type + " " + compression, file.end());
    }
    HostileFile claims = new HostileFile(1);
    Bytes more = compressed(compression, 1 << 20);
    claims.column(
        leaf("id", Type.INT32, FieldRepetitionType.REQUIRED),
        codec(compression),
        1,
        data(1, Encoding.PLAIN, 4, more));
    put("more than a page says " + compression, claims.end());
  }

  private void manyStrings() throws IOException {
    int values = PAGE / Integer.BYTES;
    HostileFile file = new HostileFile(values);
    file.column(
        leaf("c", Type.BYTE_ARRAY, FieldRepetitionType.REQUIRED),
        CompressionCodec.GZIP,
        values,
        data(values, Encoding.PLAIN, PAGE, compressed(Compression.GZIP, PAGE)));
    put(values + " empty strings", file.end());
  }

  private void dictionaries() throws IOException {
    Bytes zeros = compressed(Compression.GZIP, PAGE);
    int strings = PAGE / Integer.BYTES;
    for (int columns : new int[] {1, MANY}) {
      HostileFile file = new HostileFile(1);
      for (int i = 0; i < columns; i++) {
        SchemaElement leaf = leaf("c" + i, Type.BYTE_ARRAY, FieldRepetitionType.REQUIRED);
        leaf.setConverted_type(ConvertedType.UTF8);
        Bytes ids = new Bytes(8);
        ids.put(0);
        ids.putVarint(1 << 1);
        // Compressed as it is, so that one codec does for both pages.
        Bytes packed = new Bytes(64);
        PageCodecs.of(Compression.GZIP, null).compress(ids.array(), 0, ids.size(), packed);
        file.column(
            leaf,
            CompressionCodec.GZIP,
            1,
            dictionary(strings, PAGE, zeros),
            data(1, Encoding.RLE_DICTIONARY, ids.size(), packed));
      }
      put(columns + " dictionaries of empty strings", file.end());
    }
  }

  private void deltas() throws IOException {
    for (long claim : new long[] {Integer.MAX_VALUE, 1L << 40, 1 << 24}) {
      for (long block : new long[] {128, 1 << 30, 0, Long.MAX_VALUE}) {
        for (Encoding encoding :
            List.of(
                Encoding.DELTA_BINARY_PACKED,
                Encoding.DELTA_LENGTH_BYTE_ARRAY,
                Encoding.DELTA_BYTE_ARRAY)) {
          Bytes page = new Bytes(64);
          page.putVarint(block);
          page.putVarint(4);
          page.putVarint(claim);
          page.putZigzag(1);
          page.putZigzag(0);
          page.putInt(0);
          boolean number = encoding == Encoding.DELTA_BINARY_PACKED;
          int values = (int) Math.min(claim, 10_000_000);
          HostileFile file = new HostileFile(values);
          file.column(
              leaf("d", number ? Type.INT64 : Type.BYTE_ARRAY, FieldRepetitionType.REQUIRED),
              CompressionCodec.UNCOMPRESSED,
              values,
              data(values, encoding, page.size(), page));
          put(encoding + " of " + claim + " in blocks of " + block, file.end());
        }
      }
    }
    put("each string a byte longer than the one before", growingStrings());
  }

  private static byte[] growingStrings() {
    int count = 200_000;
    List<Long> prefixes = new ArrayList<>();
    List<Long> suffixes = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      prefixes.add(i);
      suffixes.add(1L);
    }
    Bytes page = new Bytes(1 << 20);
    DeltaEncoder.encode(
        prefixes.stream().mapToLong(Long::longValue).toArray(), 0, count, Integer.SIZE, page);
    DeltaEncoder.encode(
        suffixes.stream().mapToLong(Long::longValue).toArray(), 0, count, Integer.SIZE, page);
    byte[] text = "x".repeat(count).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    page.put(text, 0, count);
    HostileFile file = new HostileFile(count);
    SchemaElement leaf = leaf("d", Type.BYTE_ARRAY, FieldRepetitionType.REQUIRED);
    leaf.setConverted_type(ConvertedType.UTF8);
    file.column(
        leaf,
        CompressionCodec.UNCOMPRESSED,
        count,
        data(count, Encoding.DELTA_BYTE_ARRAY, page.size(), page));
    return file.end();
  }

  private void indexes() throws IOException {
    for (long offset : new long[] {0, 4, Long.MAX_VALUE, -1}) {
      for (int length : new int[] {Integer.MAX_VALUE, -1, 1 << 20, 8}) {
        HostileFile file = new HostileFile(1);
        ColumnMetaData column = oneInt(file);
        Statistics statistics = new Statistics();
        statistics.setNull_count(0);
        column.setStatistics(statistics);
        column.setBloom_filter_offset(offset);
        column.setBloom_filter_length(length);
        var chunk = file.meta().getRow_groups().get(0).getColumns().get(0);
        chunk.setColumn_index_offset(offset);
        chunk.setColumn_index_length(length);
        chunk.setOffset_index_offset(offset);
        chunk.setOffset_index_length(length);
        put("indexes of " + length + " bytes at " + offset, file.end());
      }
    }
  }
}
