package dev.checkpoint4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The records of a workload with declared types, and a directory for files. */
@State(Scope.Benchmark)
public class ParquetFiles {
  /** Which records. */
  @Param({"SUMMARIES", "EMBEDDINGS", "ROWS"})
  public Workload workload;

  List<Object> records = List.of();
  Path directory;

  /** Makes the records. */
  @Setup(Level.Trial)
  public void make() throws IOException {
    makeRecords();
    directory = Files.createTempDirectory("checkpoint4j-benchmark");
  }

  void makeRecords() throws IOException {
    records = new ArrayList<>();
    for (Object record : Inputs.records(workload)) {
      records.add(record instanceof Summary summary ? Inputs.typed(summary) : record);
    }
  }

  /** The records' class. */
  @SuppressWarnings("unchecked") // the records are of this class
  Class<Object> type() {
    return (Class<Object>)
        (Class<?>) (workload == Workload.ROWS ? FlatRow.class : TypedSummary.class);
  }

  /** That everything is there. */
  <T> List<T> check(List<T> loaded, List<?> expected) {
    int last = expected.size() - 1;
    if (loaded.size() != expected.size()
        || !loaded.get(0).equals(expected.get(0))
        || !loaded.get(last / 2).equals(expected.get(last / 2))
        || !loaded.get(last).equals(expected.get(last))) {
      throw new IllegalStateException("What was loaded is not what was saved");
    }
    return loaded;
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void remove() throws IOException {
    Directories.delete(directory);
  }
}
