package dev.checkpoint4j.sql;

import java.sql.Connection;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/**
 * Hibernate's factories have no connections of their own: each session gets one of the manager's
 * pool. Without a provider that says so Hibernate logs a warning.
 */
final class NoConnections implements ConnectionProvider {
  private static final long serialVersionUID = 1;

  @Override
  public Connection getConnection() {
    throw new UnsupportedOperationException("A session is opened on a connection of the pool");
  }

  @Override
  public void closeConnection(Connection connection) {
    throw new UnsupportedOperationException("A connection goes back to the pool it is of");
  }

  @Override
  public boolean supportsAggressiveRelease() {
    return false;
  }

  @Override
  public boolean isUnwrappableAs(Class<?> type) {
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new UnsupportedOperationException("There is nothing of " + type + " to unwrap");
  }
}
