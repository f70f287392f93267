package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One tool's figure of one operation.
 *
 * @param millis the median of several
 * @param spread what to write behind it
 * @param allocated bytes a record; negative if not known
 */
record Measured(
    String workload,
    String operation,
    String tool,
    boolean ours,
    double millis,
    String spread,
    double allocated) {
  private static final Map<String, String> PEERS =
      Map.ofEntries(
          Map.entry("JacksonBenchmark.loadBytes", "load/Jackson"),
          Map.entry("JacksonBenchmark.save", "save/Jackson"),
          Map.entry("Fastjson2Benchmark.load", "load/fastjson2"),
          Map.entry("Fastjson2Benchmark.save", "save/fastjson2"),
          Map.entry("CarpetBenchmark.load", "load/Carpet"),
          Map.entry("CarpetBenchmark.save", "save/Carpet"),
          Map.entry("AvroBenchmark.load", "load/parquet-avro"),
          Map.entry("AvroBenchmark.save", "save/parquet-avro"),
          Map.entry("DuckDbBenchmark.load", "load/DuckDB over JDBC"),
          Map.entry("DuckDbBenchmark.filter", "filter/DuckDB over JDBC"),
          Map.entry("DuckDbBenchmark.count", "count/DuckDB over JDBC"),
          Map.entry("HfDatasetBenchmark.arrowJavaLoop", "count/arrow-java"),
          Map.entry("SqlBenchmark.loadWithJdbc", "load/plain JDBC on SQLite"),
          Map.entry("SqlBenchmark.saveWithJdbc", "save/plain JDBC on SQLite"));

  static List<Measured> of(JsonNode results) {
    List<Measured> all = new ArrayList<>();
    results.path("benchmarks").forEach(run -> ofJmh(run).ifPresent(all::add));
    results.path("python").path("results").forEach(run -> ofPython(run).ifPresent(all::add));
    return all;
  }

  private static Optional<Measured> ofJmh(JsonNode run) {
    String full = run.path("benchmark").asText();
    String name = full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1);
    JsonNode params = run.path("params");
    String workload = params.path("workload").asText(Workload.SUMMARIES.name());
    String operation;
    String tool;
    boolean ours = name.startsWith("StoreBenchmark.");
    if (ours) {
      operation = name.substring("StoreBenchmark.".length());
      tool = tool(Store.valueOf(params.path("store").asText()));
    } else if (PEERS.containsKey(name)) {
      String[] words = PEERS.getOrDefault(name, "/").split("/", 2);
      operation = words[0];
      tool = words[1];
    } else {
      return Optional.empty();
    }
    List<Double> iterations = iterations(run.path("primaryMetric"));
    return Optional.of(
        new Measured(
            workload,
            operation,
            tool,
            ours,
            median(iterations),
            spread(iterations),
            allocated(run, workload)));
  }

  /** The median of the iterations, and their range. */
  static String text(JsonNode metric) {
    List<Double> iterations = iterations(metric);
    return Report.figure(median(iterations)) + spread(iterations);
  }

  private static List<Double> iterations(JsonNode metric) {
    List<Double> all = new ArrayList<>();
    metric.path("rawData").forEach(fork -> fork.forEach(each -> all.add(each.asDouble())));
    Collections.sort(all);
    return all;
  }

  private static double median(List<Double> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  private static String spread(List<Double> sorted) {
    return " (%s to %s)"
        .formatted(Report.figure(sorted.get(0)), Report.figure(sorted.get(sorted.size() - 1)));
  }

  private static double allocated(JsonNode run, String workload) {
    JsonNode all = run.path("secondaryMetrics");
    for (String key : List.of("gc.alloc.rate.norm", "·gc.alloc.rate.norm")) {
      if (all.has(key)) {
        return all.path(key).path("score").asDouble() / Workload.valueOf(workload).expectedCount();
      }
    }
    return -1;
  }

  private static Optional<Measured> ofPython(JsonNode run) {
    if (!run.has("median")) {
      return Optional.empty();
    }
    String spread = spread(List.of(run.path("min").asDouble(), run.path("max").asDouble()));
    return Optional.of(
        new Measured(
            run.path("workload").asText(),
            run.path("operation").asText(),
            "Python: " + run.path("peer").asText(),
            false,
            run.path("median").asDouble(),
            spread,
            -1));
  }

  static String tool(Store store) {
    return switch (store) {
      case JSONL -> "JSON Lines";
      case PARQUET -> "Parquet";
      case HF_DATASET -> "HF dataset";
      case SQL -> "SQLite";
    };
  }

  String text() {
    return Report.figure(millis) + spread;
  }

  Optional<String> allocatedText() {
    return allocated < 0 ? Optional.empty() : Optional.of(Report.figure(allocated));
  }
}
