package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * One operation in a JVM that did nothing before, and what it took: {@code save}, {@code load} or
 * {@code count} of a workload, {@code start} for opening a store and asking what it holds, or
 * {@code grow} and {@code read} of so many flat rows, one by one. Prints one JSON object.
 */
public final class FreshProcess {
  private static final String NAME = "saved";

  private FreshProcess() {}

  /** Arguments: operation, store, directory, workload, number of rows. */
  public static void main(String[] arguments) throws IOException {
    Store store = Store.valueOf(arguments[1]);
    Path directory = Path.of(arguments[2]);
    Workload workload = Workload.valueOf(arguments[3]);
    int rows = Integer.parseInt(arguments[4]);
    ParquetFiles files = new ParquetFiles();
    files.workload = workload;
    if (arguments[0].equals("save")) {
      files.makeRecords();
    }
    long start = System.nanoTime();
    long found;
    try (CheckpointManager manager = store.open(directory)) {
      found =
          switch (arguments[0]) {
            case "save" -> manager.save(NAME, files.type(), files.records).rows();
            case "load" -> manager.load(NAME, files.type()).orElseThrow().size();
            case "start" -> manager.list().size();
            case "count" -> manager.query(NAME, files.type()).where(workload.filter()).count();
            case "grow" -> grow(manager, workload, rows);
            case "read" -> read(manager, files);
            default -> throw new IllegalArgumentException(arguments[0]);
          };
    }
    long nanos = System.nanoTime() - start;
    if (found == 0) {
      throw new IllegalStateException("Nothing was found");
    }
    ObjectNode result = Json.MAPPER.createObjectNode();
    result.put("operation", arguments[0]);
    result.put("store", store.name());
    result.put("workload", workload.name());
    result.put("rows", found);
    result.put("millis", nanos / 1e6);
    result.put("millisSinceStart", millisSinceStart());
    result.put("peakRssMb", peakRssBytes() / 1e6);
    result.put("peakHeapMb", peakHeapBytes() / 1e6);
    result.put("diskBytes", bytes(store.own(directory)));
    System.out.println(result);
  }

  private static long grow(CheckpointManager manager, Workload workload, int rows) {
    IntFunction<Object> maker = workload.records(new Random(rows));
    try (CheckpointWriter<Object> writer = manager.writer(NAME, workload.type())) {
      for (int i = 0; i < rows; i++) {
        writer.write(maker.apply(i));
      }
      return writer.commit().rows();
    }
  }

  private static long read(CheckpointManager manager, ParquetFiles files) {
    try (Stream<Object> records = manager.stream(NAME, files.type())) {
      return records.count();
    }
  }

  private static long millisSinceStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /** Linux alone tells; 0 elsewhere. */
  private static long peakRssBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kilobytes -> 1024 * Long.parseLong(kilobytes))
          .findFirst()
          .orElse(0);
    }
  }

  private static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  /** The arguments of {@link #main}. */
  static String[] arguments(
      String operation, Store store, Path directory, Workload workload, int rows) {
    return new String[] {
      operation.toLowerCase(Locale.ROOT),
      store.name(),
      directory.toString(),
      workload.name(),
      Integer.toString(rows)
    };
  }
}
