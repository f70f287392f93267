package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What checkpoints take in each format, and what one saves against another. */
@Command(
    name = "analyze",
    description = {
      "Shows what checkpoints take, in each format and store, and what is saved.",
      "Savings are against JSON Lines, or else the first store."
    },
    footer = {
      "",
      "Examples:",
      "  checkpoints analyze ./checkpoints",
      "  checkpoints analyze jsonl:./a parquet:./b --chart sizes.svg"
    })
final class AnalyzeCommand extends StoreCommand {
  private static final List<String> FILE_FORMATS = List.of("jsonl", "parquet", "hf-dataset");

  @Parameters(
      paramLabel = "STORE",
      arity = "0..*",
      description = "Stores or directories to compare; that of --store by default.")
  private List<String> compared = List.of();

  @Option(names = "--chart", paramLabel = "FILE.svg", description = "Draws the totals there.")
  private @Nullable Path chart;

  @Override
  int run(Output output) {
    StorageSummary summary = new StorageSummary();
    if (compared.isEmpty()) {
      add(summary, storeText());
    } else {
      compared.forEach(store -> add(summary, store));
    }
    if (summary.stores().isEmpty()) {
      throw new Failure(ExitCode.ABSENT, "there is no checkpoint to analyze");
    }
    if (output.isJson()) {
      output.json(json(summary));
    } else {
      print(summary, output);
    }
    if (chart != null) {
      draw(summary, chart);
    }
    return ExitCode.OK;
  }

  /** A directory counts as one store for each format in it. */
  private static void add(StorageSummary summary, @Nullable String store) {
    if (store == null || Stores.isUrl(store)) {
      try (CheckpointManager manager = Stores.open(store)) {
        summary.add(store == null ? "store" : store, manager);
      }
      return;
    }
    String directory = Stores.path(store).toString();
    for (String format : CheckpointManagers.formats()) {
      if (FILE_FORMATS.contains(format)) {
        try (CheckpointManager manager =
            CheckpointManagers.open(
                Map.of("checkpoint.format", format, "checkpoint.dir", directory))) {
          summary.add(summary.stores().contains(format) ? format + ":" + store : format, manager);
        }
      }
    }
  }

  private static void print(StorageSummary summary, Output output) {
    List<String> headings = new ArrayList<>(List.of("NAME", ">ROWS"));
    summary.stores().forEach(store -> headings.add(">" + store));
    Table table = new Table(headings.toArray(String[]::new));
    summary
        .byName()
        .forEach(
            (name, infos) -> {
              List<String> cells =
                  new ArrayList<>(List.of(name, Sizes.count(StorageSummary.rows(infos))));
              for (String store : summary.stores()) {
                CheckpointInfo info = infos.get(store);
                cells.add(info == null ? "-" : Sizes.bytes(info.bytes()));
              }
              table.add(cells.toArray(String[]::new));
            });
    output.table(table);
    output.line("");
    Table totals = new Table("STORE", ">TOTAL", ">SAVED", ">SHARE", "");
    long widest = summary.stores().stream().mapToLong(summary::total).max().orElse(1);
    for (String store : summary.stores()) {
      boolean baseline = store.equals(summary.baseline());
      totals.add(
          store,
          Sizes.bytes(summary.total(store)),
          baseline ? "" : Sizes.bytes(summary.saved(store)),
          baseline ? "" : Sizes.percent(summary.savedShare(store)),
          Bars.text(summary.total(store), widest));
    }
    output.table(totals);
  }

  private static Map<String, Object> json(StorageSummary summary) {
    List<Map<String, Object>> checkpoints = new ArrayList<>();
    summary
        .byName()
        .forEach(
            (name, infos) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("name", name);
              OptionalLong rows = StorageSummary.rows(infos);
              rows.ifPresent(known -> entry.put("rows", known));
              Map<String, Object> bytes = new LinkedHashMap<>();
              infos.forEach((store, info) -> bytes.put(store, info.bytes()));
              entry.put("bytes", bytes);
              checkpoints.add(entry);
            });
    List<Map<String, Object>> totals = new ArrayList<>();
    for (String store : summary.stores()) {
      Map<String, Object> total = new LinkedHashMap<>();
      total.put("store", store);
      total.put("bytes", summary.total(store));
      total.put("saved", summary.saved(store));
      total.put("savedShare", summary.savedShare(store));
      totals.add(total);
    }
    return Map.of("baseline", summary.baseline(), "checkpoints", checkpoints, "totals", totals);
  }

  private static void draw(StorageSummary summary, Path file) {
    try {
      Files.writeString(file, Bars.svg(summary));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the chart to " + file, e);
    }
  }
}
