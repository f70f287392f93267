package dev.checkpoint4j.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.alibaba.fastjson2.JSON;
import com.alibaba.fastjson2.JSONWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** fastjson2 line by line on one thread, without checksums, durability or an atomic switch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class Fastjson2Benchmark {
  private long bytes;

  /** Compares every record once; its own way of writing numbers decides the size. */
  @Setup(Level.Trial)
  public void open(WorkloadFiles files) throws IOException {
    files.checkAll(load(files));
    bytes = Files.size(write(files));
  }

  /** Loads from the bytes of a whole file. */
  @Benchmark
  public List<Object> load(WorkloadFiles files) throws IOException {
    byte[] all = Files.readAllBytes(files.file);
    List<Object> records = new ArrayList<>(files.records.size());
    int start = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        records.add(JSON.parseObject(all, start, i - start, UTF_8, files.workload.type()));
        start = i + 1;
      }
    }
    return files.check(records);
  }

  /** Saves record by record. */
  @Benchmark
  public Path save(WorkloadFiles files) throws IOException {
    return files.check(write(files), bytes);
  }

  private static Path write(WorkloadFiles files) throws IOException {
    Path to = files.directory.resolve("fastjson2.jsonl");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
      for (Object record : files.records) {
        out.write(JSON.toJSONBytes(record, JSONWriter.Feature.WriteNulls));
        out.write('\n');
      }
    }
    return to;
  }
}
