package dev.checkpoint4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.ColumnNamingStrategy;
import com.jerolba.carpet.FieldMatchingStrategy;
import com.jerolba.carpet.io.FileSystemInputFile;
import com.jerolba.carpet.io.FileSystemOutputFile;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.parquet.Compression;
import dev.checkpoint4j.parquet.ParquetCheckpointManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that Carpet and parquet-java write are read, and Carpet reads what is written here. */
class PeerFilesTest {
  private static final int ROWS = 2_500;

  @TempDir Path directory = Path.of("");

  private CheckpointManager manager;

  /** A row as applications of Carpet have them. */
  record Row(
      long id,
      @Nullable Integer maybe,
      @Nullable String text,
      boolean flag,
      double score,
      float ratio,
      LocalDate day,
      Color color,
      @Nullable Inner inner,
      List<Inner> inners,
      @Nullable List<List<Integer>> nestedLists,
      Map<String, Double> scores) {}

  /** A struct in it. */
  record Inner(String firstName, @Nullable List<Long> numbers) {}

  /** Stored as its name. */
  enum Color {
    RED,
    GREEN
  }

  private static Row row(int i) {
    Inner inner = new Inner("n" + i % 9, i % 3 == 0 ? null : List.of((long) i, -1L));
    return new Row(
        i * 1_000_003L,
        i % 5 == 0 ? null : i,
        i % 4 == 0 ? null : "text " + i % 300 + " ünï",
        i % 3 == 0,
        i / 7.0,
        i / 8f,
        LocalDate.of(2024, 1, 1).plusDays(i),
        i % 2 == 0 ? Color.RED : Color.GREEN,
        i % 6 == 0 ? null : inner,
        i % 7 == 0 ? List.of() : List.of(inner, inner),
        i % 8 == 0 ? null : List.of(List.of(i, 1), List.of()),
        i % 9 == 0 ? Map.of() : Map.of("a" + i % 3, i / 3.0));
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(row(i));
    }
    return rows;
  }

  @BeforeEach
  void open() {
    manager = ParquetCheckpointManager.builder(directory).compression(Compression.NONE).build();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** With the column names that records of this library have. */
  private void writeWithCarpet(Path file, CompressionCodecName codec, List<Row> rows)
      throws IOException {
    try (CarpetWriter<Row> writer =
        new CarpetWriter.Builder<>(new FileSystemOutputFile(file.toFile()), Row.class)
            .withCompressionCodec(codec)
            .withRowGroupSize(64L << 10)
            .withPageRowCountLimit(200)
            .withColumnNamingStrategy(ColumnNamingStrategy.FIELD_NAME)
            .build()) {
      writer.write(rows);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "LZ4_RAW", "ZSTD"})
  void filesOfCarpetLoadIntoTheSameRecords(CompressionCodecName codec) throws IOException {
    List<Row> rows = rows();
    writeWithCarpet(directory.resolve("carpet.parquet"), codec, rows);
    assertThat(manager.load("carpet", Row.class)).hasValue(rows);
    List<Row> found =
        manager.query("carpet", Row.class).where("maybe >= 100 and flag = true").toList();
    assertThat(found)
        .isEqualTo(
            rows.stream().filter(r -> r.maybe() != null && r.maybe() >= 100 && r.flag()).toList());
    assertThat(manager.info("carpet").orElseThrow().rows()).hasValue(ROWS);
  }

  @Test
  void partsThatCarpetWroteLoadAsOne() throws IOException {
    List<Row> rows = rows();
    Path parts = Files.createDirectory(directory.resolve("spark.parquet"));
    for (int i = 0; i < 5; i++) {
      List<Row> some = rows.subList(i * 500, (i + 1) * 500);
      Path part = parts.resolve("part-0000" + i + "-4f2a-c000.snappy.parquet");
      writeWithCarpet(part, CompressionCodecName.SNAPPY, some);
    }
    Files.write(parts.resolve("_SUCCESS"), new byte[0]);
    assertThat(manager.load("spark", Row.class)).hasValue(rows);
    assertThat(manager.list()).containsExactly("spark");
  }

  @Test
  void carpetReadsWhatIsWritten() throws IOException {
    List<Row> rows = rows();
    manager.save("ours", Row.class, rows);
    List<Row> read =
        new CarpetReader<>(
                new FileSystemInputFile(directory.resolve("ours.parquet").toFile()), Row.class)
            .withFieldMatchingStrategy(FieldMatchingStrategy.FIELD_NAME)
            .toList();
    assertThat(read).isEqualTo(rows);
  }

  private void writeWithAvro(Schema schema, List<GenericRecord> records) throws IOException {
    LocalOutputFile file = new LocalOutputFile(directory.resolve("avro.parquet"));
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(file)
            .withConf(new PlainParquetConfiguration())
            .withSchema(schema)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withPageRowCountLimit(300)
            .build()) {
      for (GenericRecord record : records) {
        writer.write(record);
      }
    }
  }

  private static <T> List<T> workload(Workload workload, Function<Object, T> row) {
    return workload.records(ROWS).stream().map(row).toList();
  }

  @Test
  void filesOfParquetAvroLoadIntoTheSameRecords() throws IOException {
    List<FlatRow> rows = workload(Workload.ROWS, FlatRow.class::cast);
    writeWithAvro(AvroRecords.ROW, rows.stream().map(AvroRecords::of).toList());
    assertThat(manager.load("avro", FlatRow.class)).hasValue(rows);
    assertThat(manager.query("avro", FlatRow.class).where("id >= 2000 and active = true").toList())
        .isEqualTo(rows.stream().filter(r -> r.id() >= 2000 && r.active()).toList());
    manager.delete("avro");
    List<TypedSummary> summaries =
        workload(Workload.EMBEDDINGS, summary -> Inputs.typed((Summary) summary));
    writeWithAvro(AvroRecords.SUMMARY, summaries.stream().map(AvroRecords::of).toList());
    assertThat(manager.load("avro", TypedSummary.class)).hasValue(summaries);
    assertThat(manager.info("avro").orElseThrow().rows()).hasValue(ROWS);
  }

  @Test
  void parquetAvroReadsWhatIsWritten() throws IOException {
    List<FlatRow> rows = workload(Workload.ROWS, FlatRow.class::cast);
    manager.save("ours", FlatRow.class, rows);
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    // Its default takes three-level lists that no Avro wrote for lists of records.
    configuration.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
    List<FlatRow> read = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                new LocalInputFile(directory.resolve("ours.parquet")), configuration)
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        read.add(AvroRecords.row(row));
      }
    }
    assertThat(read).isEqualTo(rows);
  }

  private static final String OLD_SCHEMA =
      """
      message spark_schema {
        required int32 id;
        optional int96 at;
        optional group two (LIST) { repeated binary array (UTF8); }
        optional group tuple (LIST) { repeated group two_tuple { required int32 x; optional int32 y; } }
        optional group bag (LIST) { repeated group bag { optional int64 array_element; } }
        optional group three (LIST) { repeated group list { optional double element; } }
        repeated int32 bare;
        optional group pairs (MAP_KEY_VALUE) {
          repeated group map (MAP_KEY_VALUE) { required binary key (UTF8); optional int32 value; }
        }
      }
      """;

  /** What is in files with the schemas of old writers: Hive's, Spark's, Avro's. */
  record Old(
      int id,
      @Nullable Instant at,
      @Nullable List<String> two,
      @Nullable List<Point> tuple,
      @Nullable List<@Nullable Long> bag,
      @Nullable List<@Nullable Double> three,
      List<Integer> bare,
      @Nullable Map<String, Integer> pairs) {}

  /** An element of a list with two levels. */
  record Point(int x, @Nullable Integer y) {}

  private static Old old(int i) {
    boolean none = i % 5 == 0;
    return new Old(
        i,
        none ? null : Instant.ofEpochSecond(1_700_000_000L - i * 1_000_000L, i * 1_000L),
        none ? null : i % 2 == 0 ? List.of() : List.of("a", "b" + i),
        none ? null : List.of(new Point(i, null), new Point(-i, i)),
        none ? null : Arrays.asList((long) i, null),
        none ? null : Arrays.asList(null, i / 3.0),
        i % 3 == 0 ? List.of() : List.of(i, i + 1),
        none ? null : Map.of("k", i));
  }

  private static Group group(SimpleGroupFactory factory, Old old) {
    Group row = factory.newGroup().append("id", old.id());
    old.bare().forEach(b -> row.append("bare", b));
    if (old.at() != null) {
      row.append("at", int96(old.at()));
    }
    addList(row, "two", old.two(), (list, text) -> list.append("array", text));
    addList(row, "tuple", old.tuple(), PeerFilesTest::add);
    addList(row, "bag", old.bag(), (list, n) -> addValue(list.addGroup("bag"), "array_element", n));
    addList(row, "three", old.three(), (list, d) -> addValue(list.addGroup("list"), "element", d));
    addList(
        row,
        "pairs",
        old.pairs() == null ? null : old.pairs().entrySet(),
        (map, e) -> map.addGroup("map").append("key", e.getKey()).append("value", e.getValue()));
    return row;
  }

  private static <T> void addList(
      Group row, String field, @Nullable Collection<T> values, BiConsumer<Group, T> add) {
    if (values != null) {
      Group list = row.addGroup(field);
      values.forEach(value -> add.accept(list, value));
    }
  }

  private static void add(Group list, Point point) {
    Group group = list.addGroup("two_tuple").append("x", point.x());
    if (point.y() != null) {
      group.append("y", point.y());
    }
  }

  private static void addValue(Group element, String field, @Nullable Number value) {
    if (value instanceof Long whole) {
      element.append(field, whole);
    } else if (value instanceof Double real) {
      element.append(field, real);
    }
  }

  /** Nanoseconds of the day and the Julian day, as Impala and Spark have them. */
  private static Binary int96(Instant at) {
    long day = Math.floorDiv(at.getEpochSecond(), 86_400L);
    long nanos = Math.floorMod(at.getEpochSecond(), 86_400L) * 1_000_000_000L + at.getNano();
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(nanos).putInt((int) (day + 2_440_588L)).flip();
    return Binary.fromConstantByteBuffer(bytes);
  }

  @Test
  void listsMapsAndTimestampsOfOldWritersLoad() throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType(OLD_SCHEMA);
    List<Old> rows = new ArrayList<>();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(directory.resolve("old.parquet")))
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withPageRowCountLimit(100)
            .build()) {
      SimpleGroupFactory factory = new SimpleGroupFactory(schema);
      for (int i = 0; i < ROWS; i++) {
        rows.add(old(i));
        writer.write(group(factory, old(i)));
      }
    }
    assertThat(manager.load("old", Old.class)).hasValue(rows);
    assertThat(manager.query("old", Old.class).where("at < '2000-01-01'").toList())
        .isEqualTo(
            rows.stream()
                .filter(
                    r -> r.at() != null && r.at().isBefore(Instant.parse("2000-01-01T00:00:00Z")))
                .toList());
  }
}
