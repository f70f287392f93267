package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures everything and leaves {@code results.json}, from which {@link Report} makes the tables
 * and charts: the JMH benchmarks with what they allocate, fresh processes with what they take of
 * memory and disk, growth, and Python tools on the same files. With {@code --docs} the report
 * follows.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar dev.checkpoint4j.benchmarks.Suite results \
 *     [--quick] [--only REGEX] [--python EXE] [--kura-src DIR] [--docetl-src FILE] \
 *     [--docs DIR]
 * }</pre>
 */
public final class Suite {
  private static final int[] GROWTH_ROWS = {10_000, 100_000, 1_000_000, 3_000_000};
  private static final int[] QUICK_GROWTH_ROWS = {10_000, 100_000};
  private static final int FRESH_RUNS = 3;

  /** The benchmarks whose figures the report shows. */
  private static final String SHOWN =
      "StoreBenchmark|JacksonBenchmark.(loadBytes|save)|Fastjson2Benchmark|CarpetBenchmark"
          + "|AvroBenchmark|DuckDbBenchmark|HfDatasetBenchmark.arrowJavaLoop|SqlBenchmark"
          + "|ResumeBenchmark";

  private final Path out;
  private final boolean quick;
  private final Map<String, String> options;
  private final ObjectNode results = Json.MAPPER.createObjectNode();

  private Suite(Path out, boolean quick, Map<String, String> options) {
    this.out = out;
    this.quick = quick;
    this.options = options;
  }

  /** Runs it. */
  public static void main(String[] arguments)
      throws IOException, RunnerException, InterruptedException {
    if (arguments.length == 0) {
      System.err.println(
          "usage: Suite DIRECTORY [--quick] [--only REGEX] [--python EXE] [--kura-src DIR]"
              + " [--docetl-src FILE] [--docs DIR]");
      System.exit(2);
    }
    boolean quick = false;
    Map<String, String> options = new TreeMap<>();
    for (int i = 1; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> quick = true;
        case "--only", "--python", "--kura-src", "--docetl-src", "--docs" -> {
          if (i + 1 == arguments.length) {
            throw new IllegalArgumentException(arguments[i] + " needs a value");
          }
          options.put(arguments[i], arguments[++i]);
        }
        default -> throw new IllegalArgumentException("There is no option " + arguments[i]);
      }
    }
    Path out = Path.of(arguments[0]);
    Files.createDirectories(out);
    new Suite(out, quick, options).run();
  }

  private void run() throws IOException, RunnerException, InterruptedException {
    results.set("environment", Environment.describe());
    results.put("quick", quick);
    results.set("benchmarks", benchmarks());
    Path stores = Files.createTempDirectory("checkpoint4j-suite");
    try {
      results.set("fresh", fresh(stores));
      if (options.containsKey("--python")) {
        results.set("python", python(stores));
      }
    } finally {
      Directories.delete(stores);
    }
    results.set("growth", growth());
    Path file = out.resolve("results.json");
    Json.MAPPER.writeValue(file.toFile(), results);
    System.out.println("Wrote " + file);
    if (options.containsKey("--docs")) {
      new Report(results).write(Path.of(options.get("--docs")));
    }
  }

  private JsonNode benchmarks() throws RunnerException, IOException {
    Path file = out.resolve("jmh.json");
    ChainedOptionsBuilder chosen =
        new OptionsBuilder()
            .include(options.getOrDefault("--only", SHOWN))
            .param("durability", "NONE")
            .param("compression", "SNAPPY")
            .param("micros", "0")
            .addProfiler(GCProfiler.class)
            .resultFormat(ResultFormatType.JSON)
            .result(file.toString());
    if (quick) {
      chosen
          .warmupIterations(2)
          .warmupTime(TimeValue.milliseconds(500))
          .measurementIterations(3)
          .measurementTime(TimeValue.milliseconds(500));
    }
    new Runner(chosen.build()).run();
    return Json.read(file);
  }

  private ArrayNode fresh(Path stores) throws IOException, InterruptedException {
    ArrayNode all = Json.MAPPER.createArrayNode();
    for (Workload workload : Workload.values()) {
      for (Store store : Store.values()) {
        for (String operation : List.of("save", "start", "load", "count")) {
          for (int i = 0; i < (quick ? 1 : FRESH_RUNS); i++) {
            all.add(
                process("-Xmx3g", operation, store, stores.resolve(workload.name()), workload, 0));
          }
        }
      }
    }
    return all;
  }

  private ArrayNode growth() throws IOException, InterruptedException {
    ArrayNode all = Json.MAPPER.createArrayNode();
    for (Store store : Store.values()) {
      for (int rows : quick ? QUICK_GROWTH_ROWS : GROWTH_ROWS) {
        Path directory = Files.createTempDirectory("checkpoint4j-growth");
        try {
          for (String operation : List.of("grow", "read")) {
            all.add(process("-Xmx256m", operation, store, directory, Workload.ROWS, rows));
          }
        } finally {
          Directories.delete(directory);
        }
      }
    }
    return all;
  }

  private JsonNode process(
      String heap, String operation, Store store, Path directory, Workload workload, int rows)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-Dcheckpoint4j.rows=" + Integer.getInteger("checkpoint4j.rows", Integer.MAX_VALUE),
                "-cp",
                System.getProperty("java.class.path"),
                FreshProcess.class.getName()));
    command.addAll(List.of(FreshProcess.arguments(operation, store, directory, workload, rows)));
    JsonNode result = Json.MAPPER.readTree(output(command));
    System.out.println(result);
    return result;
  }

  private JsonNode python(Path stores) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(options.get("--python"), script().toString(), stores.toString()));
    for (String sources : List.of("--kura-src", "--docetl-src")) {
      if (options.containsKey(sources)) {
        command.addAll(List.of(sources, options.get(sources)));
      }
    }
    return Json.MAPPER.readTree(output(command));
  }

  private static Path script() {
    for (String place : List.of("benchmarks/python/peers.py", "python/peers.py")) {
      if (Files.exists(Path.of(place))) {
        return Path.of(place);
      }
    }
    throw new IllegalStateException("Run it from the project's directory: no python/peers.py here");
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " ended with " + process.exitValue());
    }
    return output;
  }
}
