package dev.checkpoint4j.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointIOException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come from: a pool of our own over a JDBC URL, made at the first use, or the
 * application's data source. Thread-safe.
 */
final class Connections implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final long IDLE_MILLIS = 60_000;

  /** With the 4096 of the default, a tenth to a quarter of a large save goes into more pages. */
  private static final int SQLITE_PAGE_BYTES = 16_384;

  private final @Nullable String url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final SqlOptions options;
  private final String shown;
  private final Secrets secrets;
  private @Nullable DataSource source;
  private @Nullable HikariDataSource pool;
  private @Nullable Database database;
  private boolean closed;

  Connections(String url, @Nullable String user, @Nullable String password, SqlOptions options) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.options = options;
    this.shown = Secrets.shown(url);
    this.secrets = new Secrets(password, url.equals(shown) ? null : url);
    this.database = Database.ofUrl(url);
    if (database == Database.SQLITE && shown.startsWith(SQLITE + ":memory:")) {
      throw new CheckpointConfigurationException(
          "An sql checkpoint store needs a database that several connections can see, which SQLite's"
              + " :memory: is not; name a file, as in sql:./checkpoints.db");
    }
  }

  Connections(DataSource source, SqlOptions options) {
    this.url = null;
    this.user = null;
    this.password = null;
    this.options = options;
    this.shown = "a data source of the application";
    this.secrets = new Secrets();
    this.source = source;
  }

  /** The place for people, without secrets. */
  String shown() {
    return shown;
  }

  /** Equal for the same place within this JVM. */
  Object place() {
    Path file = file();
    if (file != null) {
      return file.toAbsolutePath().normalize();
    }
    return url == null ? Objects.requireNonNull(source) : shown;
  }

  /** The product, which for a data source is known after the first connection. */
  synchronized Database database() {
    return Objects.requireNonNull(database, "No connection was opened yet");
  }

  /** The file of a SQLite database; null for all others. */
  @Nullable Path file() {
    if (url == null || !url.startsWith(SQLITE)) {
      return null;
    }
    String path = shown.substring(SQLITE.length());
    return path.startsWith("file:") ? null : Path.of(path);
  }

  /** Whether there is surely nothing to read yet, so that nothing needs to be opened. */
  boolean isAbsent() {
    Path file = file();
    return file != null && !Files.exists(file);
  }

  /** Makes the directory of an embedded database, and a new SQLite file. */
  void prepareFile(String where) {
    Path file = file();
    Path directory = file == null ? null : file.toAbsolutePath().getParent();
    if (directory != null) {
      try {
        Files.createDirectories(directory);
      } catch (IOException e) {
        throw new CheckpointIOException(
            where + ": the directory of the database cannot be made", e);
      }
    }
    if (isAbsent()) {
      makeSqliteFile(where);
    }
  }

  /**
   * The size of pages is settled by what is written first, which on the pool's connections is the
   * journal's kind. If another process makes the file meanwhile, its pages are as large.
   */
  private void makeSqliteFile(String where) {
    String file = Objects.requireNonNull(url);
    requireDriver(file, Database.SQLITE);
    Properties properties = new Properties();
    properties.setProperty("busy_timeout", Long.toString(options.lockTimeout().toMillis()));
    try (Connection first = DriverManager.getConnection(file, properties);
        Statement statement = first.createStatement()) {
      statement.execute("pragma page_size = " + SQLITE_PAGE_BYTES);
      statement.execute("pragma journal_mode = wal");
    } catch (SQLException e) {
      if (!Failures.isWait(Database.SQLITE, e)) {
        throw refused(where, e);
      }
    }
  }

  /**
   * A connection, which the caller closes.
   *
   * @param where begins the message
   */
  Connection open(String where) {
    try {
      Connection connection = source().getConnection();
      synchronized (this) {
        if (database == null) {
          database = Database.of(connection);
        }
      }
      return connection;
    } catch (SQLException e) {
      throw refused(where, e);
    } catch (RuntimeException e) {
      if (e instanceof CheckpointConfigurationException) {
        throw e;
      }
      // Hikari's own exceptions show the URL.
      throw new CheckpointIOException(where + ": the database cannot be opened: " + why(e));
    }
  }

  private CheckpointException refused(String where, SQLException e) {
    SQLException cause = Failures.sqlCause(e.getCause() == null ? e : e.getCause());
    SQLException told = cause == null ? e : cause;
    if (url != null && Failures.isDamage(database(), told)) {
      return Failures.of(database(), where, told);
    }
    return new CheckpointIOException(
        where
            + ": no connection to the database within "
            + options.connectTimeout()
            + ": "
            + secrets.scrub(told.getMessage()),
        Secrets.withoutContents(told));
  }

  private String why(RuntimeException e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return secrets.scrub(last.getMessage());
  }

  private synchronized DataSource source() throws SQLException {
    if (closed) {
      throw new SQLException("The pool is closed");
    }
    if (source == null) {
      pool = new HikariDataSource(config(Objects.requireNonNull(url), database()));
      source = pool;
    }
    return source;
  }

  private HikariConfig config(String jdbcUrl, Database product) {
    requireDriver(jdbcUrl, product);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setPoolName("checkpoint4j");
    config.setMaximumPoolSize(options.poolSize());
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE_MILLIS);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(Math.max(250, options.connectTimeout().toMillis()));
    DriverProperties.of(product, options).forEach(config::addDataSourceProperty);
    config.setConnectionInitSql(DriverProperties.initSql(product, options));
    return config;
  }

  private static void requireDriver(String jdbcUrl, Database product) {
    List<java.sql.Driver> drivers = java.util.Collections.list(DriverManager.getDrivers());
    for (java.sql.Driver driver : drivers) {
      try {
        if (driver.acceptsURL(jdbcUrl)) {
          return;
        }
      } catch (SQLException e) {
        // A driver that does not know whether it takes a URL does not take it.
        continue;
      }
    }
    throw new CheckpointConfigurationException(
        "No JDBC driver for " + Secrets.shown(jdbcUrl) + "; add " + product.driver());
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.close();
    }
  }
}
