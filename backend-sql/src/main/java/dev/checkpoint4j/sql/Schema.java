package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointConfigurationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The version of the tables in a database, and the way to the one that this library knows. Each
 * step is noted in {@code c4j_schema}, those of new tables together at the end. SQLite and
 * PostgreSQL take all steps in one transaction; MariaDB, MySQL and H2 commit with each statement,
 * so that an interrupted step is taken again and passes over what is there.
 */
final class Schema {
  private static final long LOCK_KEY = 0x6334_6a5f_7363_686dL;
  private static final int MYSQL_WAIT_SECONDS = 60;
  private static final Set<Integer> MYSQL_IS_THERE = Set.of(1050, 1060, 1061);
  private static final Set<Integer> H2_IS_THERE = Set.of(42101, 42111, 42121);
  private static final String VERSIONS =
      "create table if not exists c4j_schema (version int not null primary key, library varchar(64)"
          + " not null, applied_at bigint not null)";

  private final Database database;
  private final String where;

  /**
   * @param where begins error messages
   */
  Schema(Database database, String where) {
    this.database = database;
    this.where = where;
  }

  /** The version of the tables; 0 if there are none. */
  int version(Connection connection) throws SQLException {
    if (!isThere(connection, "c4j_schema")) {
      return 0;
    }
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select max(version) from c4j_schema")) {
      return found.next() ? found.getInt(1) : 0;
    }
  }

  private static boolean isThere(Connection connection, String table) throws SQLException {
    for (String name : List.of(table, table.toUpperCase(Locale.ROOT))) {
      try (ResultSet found =
          connection
              .getMetaData()
              .getTables(
                  connection.getCatalog(), connection.getSchema(), name, new String[] {"TABLE"})) {
        if (found.next()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether there are tables to read.
   *
   * @throws CheckpointConfigurationException if they are of another version, or must be there and
   *     are not
   */
  boolean isReadable(Connection connection, SchemaMode mode) throws SQLException {
    int version = version(connection);
    if (version == 0 && mode != SchemaMode.VALIDATE) {
      return false;
    }
    if (version < Migrations.LATEST && mode == SchemaMode.MIGRATE) {
      migrate(connection);
    } else {
      check(connection, version);
    }
    return true;
  }

  /** Makes sure that there are tables of this library's version, if the mode allows it. */
  void prepare(Connection connection, SchemaMode mode) throws SQLException {
    int version = version(connection);
    boolean allowed = mode == SchemaMode.MIGRATE || (mode == SchemaMode.CREATE && version == 0);
    if (version < Migrations.LATEST && allowed) {
      migrate(connection);
    } else {
      check(connection, version);
    }
  }

  private void check(Connection connection, int version) throws SQLException {
    if (version == 0) {
      throw new CheckpointConfigurationException(
          where
              + ": the database has no checkpoint tables; open it once with schema=create (in Java"
              + " SchemaMode.CREATE) to make them");
    }
    if (version < Migrations.LATEST) {
      throw new CheckpointConfigurationException(
          where
              + ": its tables are of version "
              + version
              + " but this library needs "
              + Migrations.LATEST
              + "; open it once with schema=migrate (in Java SchemaMode.MIGRATE) to upgrade them"
              + " with their data, after a backup");
    }
    if (version > Migrations.LATEST) {
      throw new CheckpointConfigurationException(
          where
              + ": its tables are of version "
              + version
              + " but this library knows versions up to "
              + Migrations.LATEST
              + "; use checkpoint4j "
              + library(connection, version)
              + " or newer");
    }
  }

  private static String library(Connection connection, int version) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select library from c4j_schema where version = ?")) {
      query.setInt(1, version);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? found.getString(1) : "of that version";
      }
    }
  }

  private void migrate(Connection connection) throws SQLException {
    migrate(connection, Migrations.LATEST);
  }

  /** One thread of the JVM at a time; processes wait for each other in the database. */
  void migrate(Connection connection, int target) throws SQLException {
    synchronized (Schema.class) {
      connection.setAutoCommit(false);
      try {
        lock(connection);
        int version = version(connection);
        check(connection, Math.max(version, Migrations.LATEST));
        for (int next = version + 1; next <= target; next++) {
          step(connection, next);
          if (version > 0) {
            note(connection, next);
          }
        }
        // Noted together where nothing was: others, and whoever comes after a crash, see no half.
        for (int next = 1; version == 0 && next <= target; next++) {
          note(connection, next);
        }
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        unlock(connection);
        connection.setAutoCommit(true);
      }
    }
  }

  private void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      switch (database) {
        case POSTGRESQL -> statement.execute("select pg_advisory_xact_lock(" + LOCK_KEY + ")");
        case MARIADB, MYSQL ->
            statement.execute("select get_lock('c4j_schema', " + MYSQL_WAIT_SECONDS + ")");
        case SQLITE, H2 -> {}
      }
      statement.execute(VERSIONS);
      // In SQLite the first change is what takes the lock.
      statement.execute("delete from c4j_schema where version < 0");
    }
  }

  private void unlock(Connection connection) throws SQLException {
    if (database.isMySql()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("select release_lock('c4j_schema')");
      }
    }
  }

  private void step(Connection connection, int version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : Migrations.to(version, database)) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          if (!isThereAlready(e)) {
            throw e;
          }
        }
      }
    }
  }

  private boolean isThereAlready(SQLException e) {
    return switch (database) {
      case MARIADB, MYSQL -> MYSQL_IS_THERE.contains(e.getErrorCode());
      case H2 -> H2_IS_THERE.contains(e.getErrorCode());
      case SQLITE, POSTGRESQL -> false;
    };
  }

  private void note(Connection connection, int version) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet now = statement.executeQuery(database.now());
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into c4j_schema (version, library, applied_at) values (?, ?, ?)")) {
      now.next();
      insert.setInt(1, version);
      insert.setString(2, Library.VERSION);
      insert.setLong(3, now.getLong(1));
      insert.executeUpdate();
    }
  }
}
