package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.LockTimeoutException;
import dev.checkpoint4j.Retention;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

  /** The removal of old rows must not lock the next ones, whose saver waits for the run. */
  @Test
  void saversAndDeletersOnMariadbAreNoVictimsOfEachOther() throws Exception {
    String url = Servers.mariadbDatabase("victims");
    long before = deadlocks(url);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (CheckpointManager manager = CheckpointManagers.open("sql:" + url)) {
      List<Map<String, Object>> rows = Collections.nCopies(60, Map.of("text", "a"));
      Runnable save = () -> manager.saveRows("c", rows);
      Runnable delete = () -> manager.delete("c");
      save.run();
      List<Future<?>> all = new ArrayList<>();
      for (Runnable task : List.of(save, save, delete)) {
        all.add(threads.submit(() -> Stream.generate(() -> task).limit(40).forEach(Runnable::run)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(deadlocks(url) - before).isZero();
  }

  private static long deadlocks(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet status = statement.executeQuery("show global status like 'Innodb_deadlocks'")) {
      assertThat(status.next()).isTrue();
      return status.getLong(2);
    }
  }
}
