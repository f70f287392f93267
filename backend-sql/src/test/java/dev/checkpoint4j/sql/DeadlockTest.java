package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.LockTimeoutException;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.record.Cluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the database ended for another's sake is tried again, for as long as a save may wait. */
class DeadlockTest {
  @TempDir private Path directory;

  private final AtomicInteger attempts = new AtomicInteger();

  private Transactions open(Duration lockTimeout) {
    SqlOptions options =
        new SqlOptions(
            SchemaMode.CREATE,
            2,
            Duration.ofSeconds(30),
            lockTimeout,
            Duration.ofMinutes(1),
            Retention.DEFAULTS,
            null);
    String url = "jdbc:sqlite:" + directory.resolve("c.db");
    return new Transactions(new Connections(url, null, null, options), options, () -> {});
  }

  private int victim(Transactions transactions, int times) {
    return transactions.write(
        "Cannot save",
        tx -> {
          if (attempts.incrementAndGet() <= times) {
            throw new SQLException("Deadlock found", "40001", 1213);
          }
          return attempts.get();
        });
  }

  @Test
  void aVictimOfManyDeadlocksSucceedsInTheEnd() {
    try (Transactions transactions = open(Duration.ofMinutes(1))) {
      assertThat(victim(transactions, 12)).isEqualTo(13);
    }
  }

  @Test
  void aVictimThatNeverSucceedsIsToldSoAfterTheLockTimeout() {
    try (Transactions transactions = open(Duration.ofMillis(50))) {
      assertThatThrownBy(() -> victim(transactions, Integer.MAX_VALUE))
          .isInstanceOf(LockTimeoutException.class)
          .hasMessageStartingWith("Cannot save: for as long as the lock-timeout")
          .hasMessageContaining("nothing was changed, try again");
    }
    assertThat(attempts.get()).isGreaterThanOrEqualTo(5);
  }

  /** It would be a deadlock if the other waited for the lock of the run. */
  @Test
  void aSaveOnMariadbDoesNotWaitForRowsThatAnotherHasNotCommitted() throws SQLException {
    String url = Servers.mariadbDatabase("unfinished");
    List<Cluster> clusters = List.of(new Cluster("a", "n", "d", "s", List.of("1", "2"), null));
    try (CheckpointManager manager =
            CheckpointManagers.open("sql:" + url + "&keep=1&lock-timeout=2s");
        Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement()) {
      manager.save("c", Cluster.class, List.of());
      manager.save("c", Cluster.class, clusters);
      other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      other.setAutoCommit(false);
      copyToTheNextId(statement, "c4j_rowset", "id");
      copyToTheNextId(statement, "c4j_cluster", "rowset_id");
      copyToTheNextId(statement, "c4j_cluster_member", "rowset_id");
      manager.save("c", Cluster.class, List.of());
      assertThat(manager.load("c", Cluster.class)).contains(List.of());
      other.rollback();
    }
  }

  private static void copyToTheNextId(Statement statement, String table, String id)
      throws SQLException {
    statement.execute("create temporary table mine as select * from " + table);
    statement.execute("update mine set " + id + " = " + id + " + 1");
    int copied =
        statement.executeUpdate(
            "insert into "
                + table
                + " select * from mine where "
                + id
                + " > (select max("
                + id
                + ") from "
                + table
                + ")");
    assertThat(copied).isPositive();
    statement.execute("drop temporary table mine");
  }
}
