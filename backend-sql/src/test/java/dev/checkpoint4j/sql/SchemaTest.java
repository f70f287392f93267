package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.record.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  private static final List<Cluster> CLUSTERS =
      List.of(new Cluster("a", "n", "d", "s", List.of("1", "2"), null));

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("c.db");
  }

  private SqlCheckpointManager open(SchemaMode mode) {
    return SqlCheckpointManager.builder(file()).schema(mode).build();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file());
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private int version() throws SQLException {
    try (Connection connection = connect()) {
      return new Schema(Database.SQLITE, "test").version(connection);
    }
  }

  @Test
  void validateMakesNothing() throws SQLException {
    try (SqlCheckpointManager manager = open(SchemaMode.VALIDATE)) {
      assertThatThrownBy(() -> manager.save("c", Cluster.class, CLUSTERS))
          .isInstanceOf(CheckpointConfigurationException.class)
          .hasMessageContaining("schema=create");
      assertThatThrownBy(manager::list).isInstanceOf(CheckpointConfigurationException.class);
    }
    assertThat(version()).isZero();
  }

  @Test
  void createMakesTheTablesOnceAndValidateThenAgrees() throws SQLException {
    try (SqlCheckpointManager manager = open(SchemaMode.CREATE)) {
      manager.save("c", Cluster.class, CLUSTERS);
    }
    assertThat(version()).isEqualTo(Migrations.LATEST);
    try (SqlCheckpointManager manager = open(SchemaMode.VALIDATE)) {
      assertThat(manager.load("c", Cluster.class)).contains(CLUSTERS);
      manager.save("c", Cluster.class, List.of());
    }
  }

  private static int pageBytes(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("pragma page_size")) {
      return found.getInt(1);
    }
  }

  @Test
  void aNewSqliteFileHasLargePagesAndOneThatWasThereKeepsItsOwn() throws SQLException {
    try (SqlCheckpointManager manager = open(SchemaMode.MIGRATE)) {
      manager.save("c", Cluster.class, CLUSTERS);
    }
    assertThat(pageBytes(file())).isEqualTo(16_384);
    Path other = directory.resolve("other.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        Statement statement = connection.createStatement()) {
      statement.execute("create table mine (id int)");
    }
    try (SqlCheckpointManager manager = SqlCheckpointManager.builder(other).build()) {
      manager.save("c", Cluster.class, CLUSTERS);
      assertThat(manager.load("c", Cluster.class)).contains(CLUSTERS);
    }
    assertThat(pageBytes(other)).isEqualTo(4096);
  }

  /** A database as an earlier version of the tables had it, with data. */
  private void makeVersion(int version) throws SQLException {
    try (Connection connection = connect()) {
      new Schema(Database.SQLITE, "test").migrate(connection, version);
    }
    execute(
        "insert into c4j_run (id, name, status, created_at, started_at, heartbeat_at, completed_at)"
            + " values ('default', 'default', 'completed', 1, 1, 1, 1)",
        "insert into c4j_rowset (id, row_kind, schema_json, row_count, byte_count, row_sum,"
            + " created_at) values (7, 'record', '{\"columns\":[{\"name\":\"x\",\"type\":\"int32\","
            + "\"nullable\":true}],\"untyped\":{\"\":\"rows\"}}', 1, 7, "
            + RowCheck.of(0, new Object[] {"{\"x\":1}"})
            + ", 1)",
        "insert into c4j_record values (7, 0, 0, "
            + RowCheck.of(0, new Object[] {"{\"x\":1}"})
            + ", '{\"x\":1}')",
        "insert into c4j_checkpoint values ('default', 'old', 7, 3)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anOlderDatabaseIsUpgradedWithItsDataAndOnlyWhenAsked(int older) throws SQLException {
    makeVersion(older);
    try (SqlCheckpointManager manager = open(SchemaMode.CREATE)) {
      assertThatThrownBy(() -> manager.loadRows("old"))
          .isInstanceOf(CheckpointConfigurationException.class)
          .hasMessageContaining("version " + older)
          .hasMessageContaining("schema=migrate");
      assertThatThrownBy(() -> manager.save("c", Cluster.class, CLUSTERS))
          .isInstanceOf(CheckpointConfigurationException.class);
    }
    assertThat(version()).isEqualTo(older);
    List<Map<String, Object>> rows = List.of(Map.of("x", 1));
    try (SqlCheckpointManager manager = open(SchemaMode.MIGRATE)) {
      assertThat(manager.loadRows("old")).contains(rows);
      assertThat(manager.info("old").orElseThrow().version()).isEqualTo(3);
      assertThat(manager.verify("old").status()).isEqualTo(Verification.Status.INTACT);
      manager.save("c", Cluster.class, CLUSTERS);
      manager.tag("old", 3, "before");
      manager.saveRows("old", List.of());
      assertThat(manager.load("old", TypeRef.mapRow(), 3)).contains(rows);
      assertThat(manager.rollback("old", 3).orElseThrow().version()).isEqualTo(5);
      assertThat(manager.loadRows("old")).contains(rows);
    }
    assertThat(version()).isEqualTo(Migrations.LATEST);
  }

  @Test
  void aNewerDatabaseIsRefusedWithTheVersionNeeded() throws SQLException {
    try (SqlCheckpointManager manager = open(SchemaMode.CREATE)) {
      manager.save("c", Cluster.class, CLUSTERS);
    }
    execute("insert into c4j_schema values (" + (Migrations.LATEST + 1) + ", '9.8.7', 1)");
    for (SchemaMode mode : SchemaMode.values()) {
      try (SqlCheckpointManager manager = open(mode)) {
        assertThatThrownBy(() -> manager.load("c", Cluster.class))
            .isInstanceOf(CheckpointConfigurationException.class)
            .hasMessageContaining("9.8.7 or newer");
        assertThatThrownBy(() -> manager.save("c", Cluster.class, CLUSTERS))
            .isInstanceOf(CheckpointConfigurationException.class);
      }
    }
  }

  @Test
  void anEditedMissingOrAddedRowIsDamage() throws SQLException {
    for (String edit :
        List.of(
            "update c4j_cluster set name = 'other'",
            "update c4j_cluster set count = null",
            "delete from c4j_cluster_member where position = 1",
            "update c4j_cluster_member set chat_id = '3' where position = 0",
            "insert into c4j_cluster (rowset_id, position, is_escaped, row_check) select rowset_id, 5,"
                + " 0, 1 from c4j_cluster",
            "pragma foreign_keys = off; delete from c4j_cluster")) {
      try (SqlCheckpointManager manager = open(SchemaMode.CREATE)) {
        manager.save("c", Cluster.class, CLUSTERS);
        execute(edit.split("; "));
        assertThatThrownBy(() -> manager.load("c", Cluster.class))
            .as(edit)
            .isInstanceOf(dev.checkpoint4j.CorruptCheckpointException.class)
            .hasMessageContaining("\"c\"");
        assertThat(manager.verify("c").damage()).isPresent();
        assertThat(manager.delete("c")).isTrue();
        execute("delete from c4j_cluster_member");
      }
    }
  }

  @Test
  void acceptTakesOverAnEdit() throws SQLException {
    try (SqlCheckpointManager manager = open(SchemaMode.CREATE)) {
      manager.save("c", Cluster.class, CLUSTERS);
      execute("update c4j_cluster set name = 'better'");
      assertThat(manager.accept("c").orElseThrow().version()).isEqualTo(2);
      assertThat(manager.load("c", Cluster.class).orElseThrow().get(0).name()).isEqualTo("better");
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsDamage() throws Exception {
    Files.writeString(file(), "not a database at all, ".repeat(100));
    try (SqlCheckpointManager manager =
        SqlCheckpointManager.builder(file())
            .connectTimeout(java.time.Duration.ofMillis(300))
            .build()) {
      assertThatThrownBy(() -> manager.load("c", Cluster.class))
          .isInstanceOf(dev.checkpoint4j.CorruptCheckpointException.class);
    }
    assertThat(Files.readString(file())).startsWith("not a database");
  }
}
