package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.sql.SqlCheckpointManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 100,000 summaries on SQLite, or on the database of {@code -p database=jdbc:postgresql:…}: the
 * backend beside plain JDBC batches into a table with the same columns and indexes, lists and
 * metadata through Jackson, in one transaction, equally durable. Both replace what they saved last,
 * but not alike: the plain table has one version, which SQLite empties at once since nothing else
 * is in it, while the backend keeps two and removes the rows of the one before them by their key.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class SqlBenchmark {
  private static final String NAME = "summaries";
  private static final int BATCH_ROWS = 512;
  private static final int COLUMNS = 11;
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /** {@code sqlite}, or the JDBC URL of another database. */
  @Param("sqlite")
  public String database;

  private List<ConversationSummary> records;
  private List<ConversationSummary> others;
  private boolean turn;
  private SqlCheckpointManager manager;
  private Connection connection;

  /** Saves once each way, and compares every record. */
  @Setup(Level.Trial)
  public void open() throws IOException, SQLException {
    records = Workload.SUMMARIES.records().stream().map(r -> summary((Summary) r)).toList();
    others = new ArrayList<>(records);
    Collections.reverse(others);
    Path directory = Files.createTempDirectory("sql-benchmark");
    boolean sqlite = database.equals("sqlite");
    String ours = sqlite ? "jdbc:sqlite:" + directory.resolve("ours.db") : database;
    String plain = sqlite ? "jdbc:sqlite:" + directory.resolve("plain.db") : database;
    manager = SqlCheckpointManager.builder(ours).build();
    connection = DriverManager.getConnection(plain);
    try (Statement statement = connection.createStatement()) {
      if (sqlite) {
        statement.execute("pragma journal_mode = wal");
        statement.execute("pragma synchronous = full");
      }
      statement.execute("drop table if exists summary");
      statement.execute(
          "create table summary (position integer primary key, summary text, request text, topic"
              + " text, languages text, task text, concerning_score int, user_frustration int,"
              + " assistant_errors text, chat_id text, metadata text)");
      statement.execute("create index scores on summary (concerning_score, user_frustration)");
      statement.execute("create index chat on summary (chat_id)");
    }
    connection.setAutoCommit(false);
    save();
    saveWithJdbc();
    if (!load().equals(records) || !loadWithJdbc().equals(records)) {
      throw new IllegalStateException("Other records came back");
    }
  }

  @SuppressWarnings("NullAway") // It does not see the annotation of an array that is a component.
  private static ConversationSummary summary(Summary s) {
    return new ConversationSummary(
        s.summary(),
        s.request(),
        s.topic(),
        s.languages(),
        s.task(),
        s.concerningScore(),
        s.userFrustration(),
        s.assistantErrors(),
        s.chatId(),
        s.metadata(),
        s.embedding());
  }

  /** Closes both. */
  @TearDown(Level.Trial)
  public void close() throws SQLException {
    manager.close();
    connection.close();
  }

  /** Saves with the backend, each time other contents than the last. */
  @Benchmark
  public SaveResult save() {
    turn = !turn;
    return manager.save(NAME, ConversationSummary.class, turn ? records : others);
  }

  /** The same contents again and again, which the backend keeps once. */
  @Benchmark
  public SaveResult saveEqual() {
    return manager.save(NAME, ConversationSummary.class, records);
  }

  /** Loads with the backend. */
  @Benchmark
  public List<ConversationSummary> load() {
    return checked(manager.load(NAME, ConversationSummary.class).orElseThrow());
  }

  private List<ConversationSummary> checked(List<ConversationSummary> loaded) {
    if (loaded.size() != records.size()) {
      throw new IllegalStateException("Not all records were loaded");
    }
    return loaded;
  }

  /** Replaces all rows in batches. */
  @Benchmark
  public int saveWithJdbc() throws SQLException, JsonProcessingException {
    try (Statement delete = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into summary values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      delete.execute("delete from summary");
      for (int i = 0; i < records.size(); i++) {
        bind(insert, i, records.get(i));
        insert.addBatch();
        if (i % BATCH_ROWS == BATCH_ROWS - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
    connection.commit();
    return records.size();
  }

  private static void bind(PreparedStatement to, int position, ConversationSummary s)
      throws SQLException, JsonProcessingException {
    to.setInt(1, position);
    to.setString(2, s.summary());
    to.setString(3, s.request());
    to.setString(4, s.topic());
    to.setString(5, JSON.writeValueAsString(s.languages()));
    to.setString(6, s.task());
    to.setObject(7, s.concerningScore());
    to.setObject(8, s.userFrustration());
    to.setString(9, JSON.writeValueAsString(s.assistantErrors()));
    to.setString(10, s.chatId());
    to.setString(COLUMNS, JSON.writeValueAsString(s.metadata()));
  }

  /** Reads all rows into records. */
  @Benchmark
  @SuppressWarnings("NullAway") // It does not see the annotation of an array that is a component.
  public List<ConversationSummary> loadWithJdbc() throws SQLException, JsonProcessingException {
    List<ConversationSummary> loaded = new ArrayList<>();
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("select * from summary order by position")) {
      while (row.next()) {
        loaded.add(
            new ConversationSummary(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                JSON.readValue(row.getString(5), TEXTS),
                row.getString(6),
                (Integer) row.getObject(7),
                (Integer) row.getObject(8),
                JSON.readValue(row.getString(9), TEXTS),
                row.getString(10),
                JSON.readValue(row.getString(COLUMNS), MAP),
                null));
      }
    }
    return checked(loaded);
  }
}
