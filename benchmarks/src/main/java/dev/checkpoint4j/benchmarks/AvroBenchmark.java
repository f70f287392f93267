package dev.checkpoint4j.benchmarks;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** parquet-avro with hand-written conversions, without durability or an atomic switch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class AvroBenchmark {
  /** How pages are compressed. */
  @Param("SNAPPY")
  public CompressionCodecName codec;

  private File file;

  /** Saves once, and compares every record. */
  @Setup(Level.Trial)
  public void open(ParquetFiles files) throws IOException {
    file = files.directory.resolve("avro.parquet").toFile();
    save(files);
    if (!load(files).equals(files.records)) {
      throw new IllegalStateException("What was loaded is not what was saved");
    }
  }

  /** Loads all records. */
  @Benchmark
  public List<Object> load(ParquetFiles files) throws IOException {
    boolean flat = files.workload == Workload.ROWS;
    List<Object> records = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                new LocalInputFile(file.toPath()), new PlainParquetConfiguration())
            .build()) {
      for (GenericRecord record = reader.read(); record != null; record = reader.read()) {
        records.add(flat ? AvroRecords.row(record) : AvroRecords.summary(record));
      }
    }
    return files.check(records, files.records);
  }

  /** Saves all records. */
  @Benchmark
  public long save(ParquetFiles files) throws IOException {
    boolean flat = files.workload == Workload.ROWS;
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file.toPath()))
            .withConf(new PlainParquetConfiguration())
            .withSchema(flat ? AvroRecords.ROW : AvroRecords.SUMMARY)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(codec)
            .build()) {
      for (Object record : files.records) {
        writer.write(
            flat ? AvroRecords.of((FlatRow) record) : AvroRecords.of((TypedSummary) record));
      }
    }
    return file.length();
  }
}
