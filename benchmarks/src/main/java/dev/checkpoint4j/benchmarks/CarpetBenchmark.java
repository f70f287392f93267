package dev.checkpoint4j.benchmarks;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.ColumnNamingStrategy;
import com.jerolba.carpet.FieldMatchingStrategy;
import com.jerolba.carpet.io.FileSystemInputFile;
import com.jerolba.carpet.io.FileSystemOutputFile;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
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

/** Carpet, without checksums of the whole file, durability or an atomic switch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class CarpetBenchmark {
  /** How pages are compressed. */
  @Param("SNAPPY")
  public CompressionCodecName codec;

  private List<Object> records;
  private Class<Object> type;
  private File file;

  /** Saves once, and compares every record. */
  @Setup(Level.Trial)
  @SuppressWarnings("unchecked") // the records are of this class
  public void open(ParquetFiles files) throws IOException {
    records = new ArrayList<>();
    for (Object record : files.records) {
      records.add(record instanceof TypedSummary typed ? BoxedSummary.of(typed) : record);
    }
    type = (Class<Object>) records.get(0).getClass();
    file = files.directory.resolve("carpet.parquet").toFile();
    save();
    if (!load(files).equals(records)) {
      throw new IllegalStateException("What was loaded is not what was saved");
    }
  }

  /** Loads all records. */
  @Benchmark
  public List<Object> load(ParquetFiles files) throws IOException {
    return files.check(
        new CarpetReader<>(new FileSystemInputFile(file), type)
            .withFieldMatchingStrategy(FieldMatchingStrategy.SNAKE_CASE)
            .toList(),
        records);
  }

  /** Saves all records. */
  @Benchmark
  public long save() throws IOException {
    try (CarpetWriter<Object> writer =
        new CarpetWriter.Builder<>(new FileSystemOutputFile(file), type)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(codec)
            .withColumnNamingStrategy(ColumnNamingStrategy.SNAKE_CASE)
            .build()) {
      writer.write(records);
    }
    return file.length();
  }
}
