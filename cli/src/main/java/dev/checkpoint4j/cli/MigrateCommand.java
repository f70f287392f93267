package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.multi.MigratedCheckpoint;
import dev.checkpoint4j.multi.Migration;
import dev.checkpoint4j.multi.MigrationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies checkpoints from one store to another. */
@Command(
    name = "migrate",
    description = {
      "Copies checkpoints to another store; each copy is read again and compared.",
      "May be run again after a break: what is there already is left alone."
    },
    footer = {
      "",
      "Examples:",
      "  checkpoints migrate ./kura-checkpoints parquet:./checkpoints --dry-run",
      "  checkpoints migrate jsonl:./a parquet:./b --only summaries,clusters"
    })
final class MigrateCommand extends StoreCommand {
  /** Formats whose URL is a directory, so that samples can be written to another one. */
  private static final List<String> FILE_FORMATS =
      List.of("jsonl", "parquet", "hf-dataset", "arrow");

  @Parameters(index = "0", paramLabel = "FROM", description = "A store's URL, or a directory.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "TO", description = "A store's URL.")
  private String to = "";

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only these checkpoints, joined by commas.")
  private List<String> only = List.of();

  @Option(names = "--current-only", description = "Leaves older versions behind.")
  private boolean currentOnly;

  @Option(names = "--overwrite", description = "Replaces other checkpoints of the same names.")
  private boolean overwrite;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask before --overwrite.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Reads all, writes nothing, estimates the size.")
  private boolean dryRun;

  @Option(
      names = "--verify",
      description = "Reads every byte of the target once more at the end, checksums too.")
  private boolean verify;

  @Override
  int run(Output output) {
    if (!Stores.isUrl(to)) {
      throw new Failure(
          ExitCode.USAGE, "TO must be a URL that names the format, such as parquet:" + to);
    }
    try (CheckpointManager source = Stores.open(from);
        CheckpointManager target = CheckpointManagers.open(to)) {
      if (overwrite && !dryRun) {
        Consent.require("Overwrite checkpoints in " + target + "?", yes);
      }
      Progress progress = new Progress(err(), isQuiet());
      Migration.Builder migration =
          Migration.from(source).to(target).overwrite(overwrite).listener(progress);
      if (currentOnly) {
        migration.currentOnly();
      }
      if (!only.isEmpty()) {
        only.forEach(name -> require(source, name));
        migration.only(only);
      }
      MigrationReport report = dryRun ? dryRun(migration) : migration.run();
      progress.clear();
      print(report, output);
      boolean good = report.isComplete() && (!verify || dryRun || isIntact(target, report, output));
      return good ? ExitCode.OK : ExitCode.DAMAGED;
    }
  }

  private MigrationReport dryRun(Migration.Builder migration) {
    String format = to.substring(0, to.indexOf(':'));
    if (!FILE_FORMATS.contains(format)) {
      return migration.dryRun().run();
    }
    try {
      Path directory = Files.createTempDirectory("checkpoints-sample");
      int question = to.indexOf('?');
      String options = question < 0 ? "" : to.substring(question);
      try (CheckpointManager samples =
          CheckpointManagers.open(format + ":" + directory + options)) {
        return migration.dryRun(samples).run();
      } finally {
        remove(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("No room for samples: " + e.getMessage(), e);
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static void print(MigrationReport report, Output output) {
    if (output.isJson()) {
      output.json(report);
      return;
    }
    boolean estimated =
        report.checkpoints().stream()
            .anyMatch(c -> c.outcome() == MigratedCheckpoint.Outcome.MEASURED);
    Table table =
        new Table(
            "NAME", "OUTCOME", ">VERSIONS", ">ROWS", ">FROM", estimated ? ">TO (ESTIMATE)" : ">TO");
    for (MigratedCheckpoint each : report.checkpoints()) {
      Optional<Long> bytes = each.targetBytes();
      table.add(
          each.name(),
          each.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          Sizes.count(each.versions()),
          Sizes.count(each.rows()),
          Sizes.bytes(each.sourceBytes()),
          bytes.map(Sizes::bytes).orElse("?"));
    }
    output.table(table);
    for (MigratedCheckpoint each : report.checkpoints()) {
      each.problem().ifPresent(problem -> output.line(each.name() + ": " + problem));
      if (!each.notCarried().isEmpty()) {
        output.line(each.name() + ": not carried over: " + each.notCarried());
      }
    }
  }

  private static boolean isIntact(CheckpointManager target, MigrationReport report, Output output) {
    boolean intact = true;
    for (MigratedCheckpoint each : report.checkpoints()) {
      Verification found = target.verify(each.name());
      if (found.status() != Verification.Status.INTACT) {
        intact = false;
        output.line(each.name() + ": " + VerifyCommand.word(found.status()));
      }
    }
    return intact;
  }
}
