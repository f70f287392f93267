package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables of an earlier version on real servers, where a step may have been stopped half-way. */
class UpgradeTest {
  private static final List<Map<String, Object>> ROWS = List.of(Map.of("x", 1));

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void insertOldRow(Connection connection) throws SQLException {
    long check = RowCheck.of(0, new Object[] {"{\"x\":1}"});
    execute(
        connection,
        "insert into c4j_run (id, name, status, created_at, started_at, heartbeat_at, completed_at)"
            + " values ('default', 'default', 'completed', 1, 1, 1, 1)",
        "insert into c4j_rowset (id, row_kind, schema_json, row_count, byte_count, row_sum,"
            + " created_at) values (1000, 'record', '{\"columns\":[{\"name\":\"x\",\"type\":"
            + "\"int32\",\"nullable\":true}],\"untyped\":{\"\":\"rows\"}}', 1, 7, "
            + check
            + ", 1)",
        "insert into c4j_record values (1000, 0, 0, " + check + ", '{\"x\":1}')",
        "insert into c4j_checkpoint values ('default', 'old', 1000, 3)");
  }

  /** Takes the first statements of the last step, as a process does that is killed then. */
  private static void takeHalfOfTheLastStep(Connection connection, Database database)
      throws SQLException {
    List<String> last = Migrations.to(Migrations.LATEST, database);
    execute(connection, last.subList(0, last.size() - 2).toArray(String[]::new));
  }

  private static void upgrade(String url, boolean halfWay) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      Database database = Database.of(connection);
      new Schema(database, "test").migrate(connection, Migrations.LATEST - 1);
      insertOldRow(connection);
      if (halfWay) {
        takeHalfOfTheLastStep(connection, database);
      }
    }
    try (CheckpointManager manager =
        SqlCheckpointManager.builder(url).schema(SchemaMode.MIGRATE).build()) {
      assertThat(manager.loadRows("old")).contains(ROWS);
      assertThat(manager.versions("old")).hasSize(1);
      manager.saveRows("old", List.of());
      assertThat(manager.versions("old")).extracting("version").containsExactly(4L, 3L);
      assertThat(manager.rollback("old", 3).orElseThrow().rows()).isEqualTo(1);
    }
  }

  @Test
  void onPostgres() throws SQLException {
    upgrade(Servers.postgresDatabase("upgrade"), false);
  }

  @Test
  void onMariadbAndAfterAKill() throws SQLException {
    upgrade(Servers.mariadbDatabase("upgrade"), true);
  }

  @Test
  void onH2AndAfterAKill() throws SQLException {
    upgrade("jdbc:h2:mem:upgrade;DB_CLOSE_DELAY=-1", true);
  }

  /** What a process leaves that is killed while it makes the first tables. */
  private static void leaveHalfMadeTables(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      Database database = Database.of(connection);
      execute(
          connection,
          "create table c4j_schema (version int not null primary key, library varchar(64) not"
              + " null, applied_at bigint not null)");
      for (int version = 1; version < Migrations.LATEST; version++) {
        execute(connection, Migrations.to(version, database).toArray(String[]::new));
      }
      takeHalfOfTheLastStep(connection, database);
    }
  }

  private static void savesInto(String url) {
    try (CheckpointManager manager = SqlCheckpointManager.builder(url).build()) {
      assertThat(manager.list()).isEmpty();
      manager.saveRows("new", ROWS);
      assertThat(manager.loadRows("new")).contains(ROWS);
    }
  }

  @Test
  void tablesThatWereHalfMadeAreMadeToTheEndOnMariadb() throws SQLException {
    String url = Servers.mariadbDatabase("halfmade");
    leaveHalfMadeTables(url);
    savesInto(url);
  }

  @Test
  void tablesThatWereHalfMadeAreMadeToTheEndOnH2() throws SQLException {
    String url = "jdbc:h2:mem:halfmade;DB_CLOSE_DELAY=-1";
    leaveHalfMadeTables(url);
    savesInto(url);
  }
}
