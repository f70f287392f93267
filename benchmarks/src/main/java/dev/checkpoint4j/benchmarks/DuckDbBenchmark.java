package dev.checkpoint4j.benchmarks;

import dev.checkpoint4j.CheckpointManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** DuckDB over JDBC, on the file that the Parquet backend wrote, the same records made of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class DuckDbBenchmark {
  private static final String NAME = "saved";

  private Connection connection;
  private String all = "";
  private String kept = "";
  private long matches;

  /** Saves once with the Parquet backend, and compares every record. */
  @Setup(Level.Trial)
  public void open(ParquetFiles files) throws Exception {
    try (CheckpointManager manager = Store.PARQUET.open(files.directory)) {
      manager.save(NAME, files.type(), files.records);
      matches = manager.query(NAME, files.type()).where(files.workload.filter()).count();
    }
    connection = DriverManager.getConnection("jdbc:duckdb:");
    all = " from '" + file(files) + "'";
    kept = all + " where " + files.workload.filter();
    if (!load(files).equals(files.records)) {
      throw new IllegalStateException("What was loaded is not what was saved");
    }
  }

  private static Path file(ParquetFiles files) throws Exception {
    try (Stream<Path> found = Files.walk(files.directory)) {
      return found.filter(path -> path.endsWith(NAME + ".parquet")).findFirst().orElseThrow();
    }
  }

  /** Closes the database. */
  @TearDown(Level.Trial)
  public void close() throws SQLException {
    connection.close();
  }

  /** All records as a list. */
  @Benchmark
  public List<Object> load(ParquetFiles files) throws SQLException {
    return files.check(records(files, all), files.records);
  }

  /** The few records that two columns keep. */
  @Benchmark
  public List<Object> filter(ParquetFiles files) throws SQLException {
    List<Object> found = records(files, kept);
    checked(found.size());
    return found;
  }

  /** How many they are. */
  @Benchmark
  public long count() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*)" + kept)) {
      result.next();
      return checked(result.getLong(1));
    }
  }

  private long checked(long found) {
    if (found != matches) {
      throw new IllegalStateException("Found " + found + " records instead of " + matches);
    }
    return found;
  }

  private List<Object> records(ParquetFiles files, String from) throws SQLException {
    boolean flat = files.workload == Workload.ROWS;
    String columns =
        flat
            ? "select id, \"user\", score, label, tags, note, active"
            : "select summary, request, topic, languages, task, concerning_score, user_frustration,"
                + " assistant_errors, chat_id, metadata, embedding";
    List<Object> records = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(columns + from)) {
      while (result.next()) {
        records.add(flat ? row(result) : summary(result));
      }
    }
    return records;
  }

  private static FlatRow row(ResultSet result) throws SQLException {
    return new FlatRow(
        result.getLong(1),
        result.getString(2),
        result.getDouble(3),
        result.getString(4),
        strings(result, 5),
        result.getString(6),
        result.getBoolean(7));
  }

  private static TypedSummary summary(ResultSet result) throws SQLException {
    Object[] metadata = ((Struct) result.getObject(10)).getAttributes();
    return new TypedSummary(
        result.getString(1),
        result.getString(2),
        result.getString(3),
        strings(result, 4),
        result.getString(5),
        integer(result, 6),
        integer(result, 7),
        strings(result, 8),
        result.getString(9),
        new Metadata(
            (Integer) metadata[0],
            (String) metadata[1],
            (Boolean) metadata[2],
            (Integer) metadata[3]),
        doubles(result));
  }

  private static @Nullable Integer integer(ResultSet result, int column) throws SQLException {
    int value = result.getInt(column);
    return result.wasNull() ? null : value;
  }

  private static List<String> strings(ResultSet result, int column) throws SQLException {
    Object[] values = (Object[]) Objects.requireNonNull(result.getArray(column)).getArray();
    return Arrays.asList(Arrays.copyOf(values, values.length, String[].class));
  }

  private static double @Nullable [] doubles(ResultSet result) throws SQLException {
    java.sql.Array array = result.getArray(11);
    if (array == null) {
      return null;
    }
    return Stream.of((Object[]) array.getArray()).mapToDouble(each -> (Double) each).toArray();
  }
}
