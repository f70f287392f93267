package dev.checkpoint4j.sql;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the drivers of our own pool are set up. */
final class DriverProperties {
  private DriverProperties() {}

  static Map<String, String> of(Database database, SqlOptions options) {
    long lockMillis = options.lockTimeout().toMillis();
    Map<String, String> properties = new LinkedHashMap<>();
    switch (database) {
      case SQLITE -> {
        // The write-ahead log lets readers and a writer go on at once; with FULL a commit that was
        // acknowledged survives a power cut, which it does not with the driver's default journal.
        properties.put("journal_mode", "WAL");
        properties.put("synchronous", "FULL");
        properties.put("foreign_keys", "true");
        // In KiB: with the driver's two megabytes, large saves write pages of indexes many times.
        properties.put("cache_size", "-16384");
        properties.put("busy_timeout", Long.toString(lockMillis));
      }
      case POSTGRESQL -> {
        properties.put("reWriteBatchedInserts", "true");
        // Otherwise exceptions quote rows.
        properties.put("logServerErrorDetail", "false");
        properties.put("options", "-c lock_timeout=" + lockMillis);
      }
      case MARIADB -> properties.put("useBulkStmts", "true");
      case MYSQL -> properties.put("rewriteBatchedStatements", "true");
      case H2 -> {}
    }
    return properties;
  }

  /** What each new connection does first. */
  static String initSql(Database database, SqlOptions options) {
    return switch (database) {
      // Views and triggers that somebody planted in the file run no functions.
      case SQLITE -> "pragma trusted_schema = off";
      case POSTGRESQL -> "set time zone 'UTC'";
      case MARIADB, MYSQL ->
          "set innodb_lock_wait_timeout = " + Math.max(1, options.lockTimeout().toSeconds());
      case H2 -> "set lock_timeout " + options.lockTimeout().toMillis();
    };
  }
}
