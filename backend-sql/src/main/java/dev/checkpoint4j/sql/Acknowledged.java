package dev.checkpoint4j.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a commit that a database acknowledged survives a power cut, by its settings. */
final class Acknowledged {
  private static final int SQLITE_FULL = 2;
  private static final int SQLITE_EXTRA = 3;

  private Acknowledged() {}

  /** The settings by which it may not, such as {@code fsync=off}; empty if it does. */
  static Optional<String> weakness(Connection connection, Database database) throws SQLException {
    return switch (database) {
      case SQLITE -> sqlite(connection);
      case POSTGRESQL ->
          joined(
              texts(
                  connection,
                  "select name || '=' || setting from pg_settings where name in ('fsync',"
                      + " 'synchronous_commit') and setting = 'off' order by name"));
      case MARIADB, MYSQL ->
          joined(
              texts(
                  connection,
                  "select concat('innodb_flush_log_at_trx_commit=', v) from (select"
                      + " @@innodb_flush_log_at_trx_commit as v) s where v <> 1"));
      case H2 ->
          joined(
              texts(
                  connection,
                  "select setting_name || '=' || setting_value from information_schema.settings"
                      + " where setting_name = 'WRITE_DELAY' and setting_value <> '0'"));
    };
  }

  /** The default journal is deleted at a commit, which only EXTRA makes durable. */
  private static Optional<String> sqlite(Connection connection) throws SQLException {
    int synchronous = Integer.parseInt(texts(connection, "pragma synchronous").get(0));
    String journal = texts(connection, "pragma journal_mode").get(0).toLowerCase(Locale.ROOT);
    int needed =
        switch (journal) {
          case "wal", "truncate", "persist" -> SQLITE_FULL;
          case "delete" -> SQLITE_EXTRA;
          default -> Integer.MAX_VALUE;
        };
    return synchronous >= needed
        ? Optional.empty()
        : Optional.of("journal_mode=" + journal + ", synchronous=" + synchronous);
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        texts.add(found.getString(1));
      }
    }
    return texts;
  }

  private static Optional<String> joined(List<String> settings) {
    return settings.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", settings));
  }
}
