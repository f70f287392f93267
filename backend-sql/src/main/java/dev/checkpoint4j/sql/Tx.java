package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * One transaction: a connection of the pool, and Hibernate's session on it for runs and catalogue.
 * Rows go through the connection itself. Used by one thread at a time; closing without a commit
 * takes everything back.
 */
final class Tx implements AutoCloseable {
  private final Database database;
  private final Connection connection;
  private final String where;
  private @Nullable StatelessSession session;
  private boolean closed;

  Tx(Database database, Connection connection, String where) {
    this.database = database;
    this.connection = connection;
    this.where = where;
  }

  /** Begins; a reader sees one snapshot of everything from its first statement on. */
  void begin(boolean write) throws SQLException {
    if (database != Database.SQLITE) {
      connection.setTransactionIsolation(
          write ? database.writeIsolation() : database.readIsolation());
    }
    connection.setAutoCommit(false);
    if (write && database == Database.SQLITE) {
      try (Statement statement = connection.createStatement()) {
        // The first statement of a writer must be a change: then it waits for the lock with nothing
        // read, and is never told that its snapshot is too old.
        statement.execute("delete from c4j_rowset where id < 0");
      }
    }
  }

  Database database() {
    return database;
  }

  Connection connection() {
    return connection;
  }

  /** Whether no other transaction can change anything between the first change and the end. */
  boolean isAlone() {
    return database == Database.SQLITE;
  }

  StatelessSession session() {
    StatelessSession open = session;
    if (open == null) {
      open = SessionFactories.of(database).openStatelessSession(connection);
      open.beginTransaction();
      session = open;
    }
    return open;
  }

  /** The server's clock, in milliseconds since 1970. */
  long now() {
    return ((Number) session().createNativeQuery(database.now(), Object.class).getSingleResult())
        .longValue();
  }

  /** Makes it durable and visible. */
  void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw Failures.ofCommit(database, where, e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (Connection closing = connection) {
      closing.rollback();
    } catch (SQLException e) {
      // What was read is right, and what was not committed is gone with the connection.
      org.slf4j.LoggerFactory.getLogger(Tx.class)
          .debug("A connection could not be given back: {}", Secrets.codes(e));
    } finally {
      if (session != null) {
        closeSession(session);
      }
    }
  }

  /** Its transaction ended with the connection's; Hibernate has nothing left to do. */
  private static void closeSession(StatelessSession session) {
    try {
      session.close();
    } catch (RuntimeException e) {
      org.slf4j.LoggerFactory.getLogger(Tx.class)
          .debug("A session ended after its connection: {}", e.getClass().getSimpleName());
    }
  }

  /** What an exception of this transaction becomes. */
  CheckpointException failed(Throwable thrown) {
    if (thrown instanceof CheckpointException known) {
      return known;
    }
    SQLException cause = Failures.sqlCause(thrown);
    if (cause != null) {
      return Failures.of(database, where, cause);
    }
    throw thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(thrown);
  }
}
