package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.multi.MigratedCheckpoint;
import dev.checkpoint4j.multi.Migration;
import dev.checkpoint4j.multi.MigrationReport;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** SQL over checkpoints, with DuckDB, whose driver is given from outside: it has 80 MB. */
@Command(
    name = "sql",
    description = {
      "Runs SQL with the checkpoints as tables, in DuckDB.",
      "A checkpoint whose name is in the query is checked and copied for it; the store is not",
      "changed. A name with other characters than letters, digits and _ stands in double quotes."
    },
    footer = {
      "",
      "Example:",
      "  checkpoints sql \"select topic, count(*) from summaries group by topic\" \\",
      "      --duckdb duckdb_jdbc.jar"
    })
final class SqlCommand extends StoreCommand {
  private static final String DRIVER = "org.duckdb.DuckDBDriver";

  @Parameters(paramLabel = "SQL", description = "The query.")
  private String sql = "";

  @Option(
      names = "--duckdb",
      paramLabel = "JAR",
      defaultValue = "${env:CHECKPOINTS_DUCKDB}",
      description = "The driver, org.duckdb:duckdb_jdbc; by default that of CHECKPOINTS_DUCKDB.")
  private @Nullable File jar;

  @Override
  int run(Output output) {
    Driver driver = driver();
    try {
      Path directory = Files.createTempDirectory("checkpoints-sql");
      try (CheckpointManager source = open();
          CheckpointManager copies = CheckpointManagers.open("parquet:" + directory)) {
        List<String> names = source.list().stream().filter(name -> sql.contains(name)).toList();
        copy(source, copies, names);
        query(driver, copies, directory, output);
      } finally {
        remove(directory);
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw new UncheckedIOException("No room for the query: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new Failure(
          ExitCode.USAGE, String.valueOf(e.getMessage()).lines().findFirst().orElse("SQL failed"));
    }
  }

  private Driver driver() {
    try {
      ClassLoader loader = SqlCommand.class.getClassLoader();
      if (jar != null) {
        if (!jar.isFile()) {
          throw new Failure(ExitCode.USAGE, "there is no file " + jar + " with DuckDB's driver");
        }
        loader = new URLClassLoader(new URL[] {jar.toURI().toURL()}, loader);
      }
      return Class.forName(DRIVER, true, loader)
          .asSubclass(Driver.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | MalformedURLException e) {
      throw new Failure(
          ExitCode.USAGE,
          "sql needs DuckDB: get org.duckdb:duckdb_jdbc and name its jar with --duckdb or"
              + " CHECKPOINTS_DUCKDB");
    }
  }

  private static void copy(CheckpointManager source, CheckpointManager copies, List<String> names) {
    MigrationReport report = Migration.from(source).to(copies).only(names).currentOnly().run();
    for (MigratedCheckpoint each : report.checkpoints()) {
      if (!each.isGood()) {
        throw new Failure(ExitCode.DAMAGED, each.problem().orElse(each.name() + " cannot be read"));
      }
    }
  }

  private void query(Driver driver, CheckpointManager copies, Path directory, Output output)
      throws SQLException {
    try (Connection connection = driver.connect("jdbc:duckdb:", new Properties());
        Statement statement = connection.createStatement()) {
      for (String name : copies.list()) {
        // Names have no quotes: CheckpointName has seen to it. The directory may.
        String file = directory.resolve(name + ".parquet").toString().replace("'", "''");
        statement.execute(
            "create view \"" + name + "\" as select * from read_parquet('" + file + "')");
      }
      try (ResultSet results = statement.executeQuery(sql)) {
        RowPrinter.print(rows(results), output);
      }
    }
  }

  private static Stream<Map<String, Object>> rows(ResultSet results) throws SQLException {
    ResultSetMetaData columns = results.getMetaData();
    Stream.Builder<Map<String, Object>> rows = Stream.builder();
    while (results.next()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        Object value = results.getObject(i);
        boolean plain = value == null || value instanceof Number || value instanceof Boolean;
        row.put(columns.getColumnLabel(i), plain ? value : value.toString());
      }
      rows.add(row);
    }
    return rows.build();
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
