package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The records of a workload, in memory and as a JSON Lines file that plain Jackson wrote. */
@State(Scope.Benchmark)
public class WorkloadFiles {
  /** As who knows Jackson sets it up: the fast number code, no interning, no flush a record. */
  static final JsonMapper JACKSON =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .build();

  /** Which records. */
  @Param({"SUMMARIES", "EMBEDDINGS", "ROWS"})
  public Workload workload;

  List<Object> records = List.of();
  Path directory;
  Path file;

  /** Makes the records and the file. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    records = workload.records();
    directory = Files.createTempDirectory("checkpoint4j-benchmark");
    file = directory.resolve("peer.jsonl");
    writeWithJackson(file);
  }

  void writeWithJackson(Path to) throws IOException {
    ObjectWriter writer = JACKSON.writerFor(workload.type()).withRootValueSeparator("\n");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16);
        SequenceWriter sequence = writer.writeValues(out)) {
      sequence.writeAll(records);
      sequence.flush();
      out.write('\n');
    }
  }

  /** That everything is there; the whole comparison is too slow to be measured with the rest. */
  <T> List<T> check(List<T> loaded) {
    int last = records.size() - 1;
    if (loaded.size() != records.size()
        || !loaded.get(0).equals(records.get(0))
        || !loaded.get(last / 2).equals(records.get(last / 2))
        || !loaded.get(last).equals(records.get(last))) {
      throw new IllegalStateException("What was loaded is not what was saved");
    }
    return loaded;
  }

  /** The whole comparison, once before the measurement. */
  void checkAll(List<?> loaded) {
    if (!loaded.equals(records)) {
      throw new IllegalStateException("What was loaded is not what was saved");
    }
  }

  /** That a file has one line a record and the right length, give or take number formats. */
  Path check(Path written, long expectedBytes) throws IOException {
    if (Files.size(written) != expectedBytes) {
      throw new IllegalStateException(
          written + " has " + Files.size(written) + " bytes, not " + expectedBytes);
    }
    return written;
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void remove() throws IOException {
    Directories.delete(directory);
  }
}
