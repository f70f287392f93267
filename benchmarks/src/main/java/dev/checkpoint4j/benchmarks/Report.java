package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the tables and charts of {@code docs/performance.md} from the results of {@link Suite}.
 * Each table stands between {@code <!-- measured: NAME -->} and {@code <!-- end -->}; what people
 * wrote around them stays.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar dev.checkpoint4j.benchmarks.Report results/results.json docs
 * }</pre>
 */
public final class Report {
  private static final List<String> OPERATIONS =
      List.of("load", "loadFewColumns", "stream", "filter", "count", "save");

  private final JsonNode results;
  private final List<Measured> measured;

  Report(JsonNode results) {
    this.results = results;
    this.measured = Measured.of(results);
  }

  /** Arguments: the results, and the directory of the documents. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: Report results.json DOCS");
      System.exit(2);
    }
    Path docs = Path.of(arguments[1]);
    new Report(Json.read(Path.of(arguments[0]))).write(docs);
  }

  void write(Path docs) throws IOException {
    Path page = docs.resolve("performance.md");
    Files.writeString(page, fill(Files.readString(page)));
    Path charts = Files.createDirectories(docs.resolve("charts"));
    for (Workload workload : Workload.values()) {
      for (String operation : List.of("load", "filter", "save")) {
        List<Measured> rows = of(workload, operation);
        if (!rows.isEmpty()) {
          String title = operation + ", " + title(workload);
          String file = operation + "-" + workload.name().toLowerCase(Locale.ROOT) + ".svg";
          List<BarChart.Bar> bars =
              rows.stream().map(m -> new BarChart.Bar(m.tool(), m.millis(), m.ours())).toList();
          Files.writeString(charts.resolve(file), BarChart.draw(title, "ms", bars));
        }
      }
    }
  }

  /**
   * Puts the tables in.
   *
   * @throws IllegalArgumentException if there is no table of a name that the text asks for
   */
  String fill(String text) {
    Map<String, String> tables = tables();
    StringBuilder filled = new StringBuilder();
    int from = 0;
    while (true) {
      int mark = text.indexOf("<!-- measured: ", from);
      if (mark < 0) {
        return filled.append(text.substring(from)).toString();
      }
      int begin = text.indexOf("-->", mark) + "-->".length();
      int end = text.indexOf("<!-- end -->", begin);
      String name =
          text.substring(mark + "<!-- measured: ".length(), begin - "-->".length()).strip();
      String table = tables.get(name);
      if (end < 0 || table == null) {
        throw new IllegalArgumentException(
            end < 0 ? "No end of the table " + name : "There is no table " + name);
      }
      filled.append(text, from, begin).append("\n").append(table);
      from = end;
    }
  }

  Map<String, String> tables() {
    Map<String, String> tables = new TreeMap<>();
    tables.put("environment", environment());
    for (Workload workload : Workload.values()) {
      String name = workload.name().toLowerCase(Locale.ROOT);
      tables.put("backends " + name, backends(workload));
      tables.put("peers " + name, peers(workload));
    }
    tables.put("steps", steps());
    tables.put("growth", growth());
    return tables;
  }

  private String environment() {
    JsonNode e = results.path("environment");
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "Measured on %s: %s processors (%s), %s, %s. ",
            e.path("date").asText(),
            e.path("processors").asText(),
            e.path("processor").asText(),
            e.path("system").asText(),
            e.path("jdk").asText()));
    JsonNode versions = results.path("python").path("versions");
    if (!versions.isMissingNode()) {
      List<String> named = new ArrayList<>();
      versions.properties().forEach(v -> named.add(v.getKey() + " " + v.getValue().asText()));
      text.append("Beside it: ").append(String.join(", ", named)).append('.');
    }
    return text.toString().strip() + "\n";
  }

  private List<Measured> of(Workload workload, String operation) {
    return measured.stream()
        .filter(m -> m.workload().equals(workload.name()) && m.operation().equals(operation))
        .sorted(Comparator.comparingDouble(Measured::millis))
        .toList();
  }

  private static String title(Workload workload) {
    return switch (workload) {
      case SUMMARIES -> "100,000 summaries";
      case EMBEDDINGS -> "20,000 summaries with embeddings";
      case ROWS -> "1,000,000 flat rows";
    };
  }

  /** One backend a column: what a user waits for and what it takes. */
  private String backends(Workload workload) {
    StringBuilder table = new StringBuilder("| | JSON Lines | Parquet | HF dataset | SQLite |\n");
    table.append("|---|---|---|---|---|\n");
    for (String operation : OPERATIONS) {
      row(
          table,
          words(operation, workload) + ", ms",
          store -> ours(workload, operation, store).map(Measured::text));
    }
    row(
        table,
        "allocated by a load, bytes a record",
        s -> ours(workload, "load", s).flatMap(Measured::allocatedText));
    row(
        table,
        "allocated by a save, bytes a record",
        s -> ours(workload, "save", s).flatMap(Measured::allocatedText));
    row(
        table,
        "on disk, MB",
        s -> fresh(workload, "save", s, "diskBytes").map(b -> figure(b / 1e6)));
    row(
        table,
        "from the JVM's start to the first list, ms",
        s -> fresh(workload, "start", s, "millisSinceStart").map(Report::figure));
    row(
        table,
        "first load in a fresh JVM, ms",
        s -> fresh(workload, "load", s, "millis").map(Report::figure));
    row(
        table,
        "first count in a fresh JVM, ms",
        s -> fresh(workload, "count", s, "millis").map(Report::figure));
    row(
        table,
        "peak heap of that load, MB",
        s -> fresh(workload, "load", s, "peakHeapMb").map(Report::figure));
    row(
        table,
        "peak RSS of that load, MB",
        s -> fresh(workload, "load", s, "peakRssMb").map(Report::figure));
    return table.toString();
  }

  private interface Cell {
    Optional<String> of(Store store);
  }

  private static void row(StringBuilder table, String title, Cell cell) {
    List<String> cells = Stream.of(Store.values()).map(s -> cell.of(s).orElse("–")).toList();
    table.append("| ").append(title).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String words(String operation, Workload workload) {
    if (!operation.equals("loadFewColumns")) {
      return operation;
    }
    return workload == Workload.ROWS ? "load of two columns" : "load without the embedding";
  }

  private Optional<Measured> ours(Workload workload, String operation, Store store) {
    return of(workload, operation).stream()
        .filter(m -> m.ours() && m.tool().equals(Measured.tool(store)))
        .findFirst();
  }

  /** The median of the runs. */
  private Optional<Double> fresh(Workload workload, String operation, Store store, String value) {
    List<Double> values = new ArrayList<>();
    for (JsonNode run : results.path("fresh")) {
      if (run.path("workload").asText().equals(workload.name())
          && run.path("store").asText().equals(store.name())
          && run.path("operation").asText().equals(operation)) {
        values.add(run.path(value).asDouble());
      }
    }
    values.sort(Comparator.naturalOrder());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() / 2));
  }

  /** What a resumable step of rows that cost nothing takes, beside saving them at once. */
  private String steps() {
    StringBuilder table = new StringBuilder("| | JSON Lines | Parquet | HF dataset | SQLite |\n");
    table.append("|---|---|---|---|---|\n");
    row(table, "one save, ms", store -> step("plain", store));
    row(table, "a resumable step, ms", store -> step("resumable", store));
    return table.toString();
  }

  private Optional<String> step(String benchmark, Store store) {
    for (JsonNode run : results.path("benchmarks")) {
      JsonNode params = run.path("params");
      if (run.path("benchmark").asText().endsWith("ResumeBenchmark." + benchmark)
          && params.path("store").asText().equals(store.name())
          && params.path("micros").asInt() == 0) {
        return Optional.of(Measured.text(run.path("primaryMetric")));
      }
    }
    return Optional.empty();
  }

  /** Every tool a line, the quickest first, with how many times as long as ours it takes. */
  private String peers(Workload workload) {
    StringBuilder table =
        new StringBuilder(
            "| operation | tool | ms | beside the quickest of ours |\n|---|---|---|---|\n");
    for (String operation : OPERATIONS) {
      List<Measured> rows = of(workload, operation);
      double best =
          rows.stream().filter(Measured::ours).mapToDouble(Measured::millis).min().orElse(0);
      if (best > 0 && rows.stream().anyMatch(m -> !m.ours())) {
        for (Measured m : rows) {
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %s | %s | %.2f |%n",
                  words(operation, workload),
                  m.ours() ? "**" + m.tool() + "**" : m.tool(),
                  m.text(),
                  m.millis() / best));
        }
      }
    }
    return table.toString();
  }

  private String growth() {
    StringBuilder table =
        new StringBuilder(
            "| rows | backend | written, µs a row | streamed, µs a row | peak RSS, MB | on disk, MB |\n");
    table.append("|---|---|---|---|---|---|\n");
    Map<String, JsonNode> reads = new TreeMap<>();
    List<JsonNode> writes = new ArrayList<>();
    for (JsonNode run : results.path("growth")) {
      if (run.path("operation").asText().equals("read")) {
        reads.put(run.path("store").asText() + run.path("rows").asText(), run);
      } else {
        writes.add(run);
      }
    }
    for (JsonNode write : writes) {
      JsonNode read = reads.get(write.path("store").asText() + write.path("rows").asText());
      double rows = write.path("rows").asDouble();
      if (read != null) {
        table.append(
            String.format(
                Locale.ROOT,
                "| %,d | %s | %s | %s | %s | %s |%n",
                (long) rows,
                Measured.tool(Store.valueOf(write.path("store").asText())),
                figure(1000 * write.path("millis").asDouble() / rows),
                figure(1000 * read.path("millis").asDouble() / rows),
                figure(
                    Math.max(
                        write.path("peakRssMb").asDouble(), read.path("peakRssMb").asDouble())),
                figure(write.path("diskBytes").asDouble() / 1e6)));
      }
    }
    return table.toString();
  }

  /** As many digits as say something. */
  static String figure(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
  }
}
