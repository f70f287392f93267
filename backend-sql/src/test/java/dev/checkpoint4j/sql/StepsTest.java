package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.StepBusyException;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.StepLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lease and the log of half-done steps. That a killed process's step goes on is a KillTest. */
class StepsTest {
  private static final CheckpointName NAME = new CheckpointName("summaries");
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir private Path directory;
  private final List<SqlBackend> opened = new ArrayList<>();

  private SqlBackend backend(Duration heartbeat) {
    SqlOptions options =
        new SqlOptions(
            SchemaMode.CREATE,
            4,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            heartbeat,
            dev.checkpoint4j.Retention.DEFAULTS,
            null);
    SqlShared shared =
        SqlShared.of(new Connections("jdbc:sqlite:" + file(), null, null, options), options);
    SqlBackend backend = new SqlBackend(shared, new RunScope(shared.runs(), () -> null), true);
    opened.add(backend);
    return backend;
  }

  private Path file() {
    return directory.resolve("c.db");
  }

  @AfterEach
  void closeAll() {
    opened.forEach(SqlBackend::close);
  }

  private int execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void partsComeBackInOrderWhateverTheirSize() {
    int[] sizes = {0, 1, 4 << 20, (4 << 20) + 1, 9_000_000, 17};
    try (StepLog log = backend(SHORT).openStep(NAME, Duration.ZERO)) {
      for (int i = 0; i < sizes.length; i++) {
        log.append(bytes(i, sizes[i]));
      }
    }
    SqlBackend another = backend(SHORT);
    try (StepLog log = another.openStep(NAME, Duration.ZERO)) {
      assertThat(log.isDurable()).isTrue();
      assertThat(log.size()).isEqualTo(sizes.length);
      for (int i = 0; i < sizes.length; i++) {
        assertThat(log.read(i)).isEqualTo(bytes(i, sizes[i]));
      }
      log.replace(List.of(bytes(9, 10)));
      assertThat(log.size()).isEqualTo(1);
      log.append(bytes(8, 3));
      assertThat(log.read(1)).isEqualTo(bytes(8, 3));
      log.replace(List.of());
    }
    try (StepLog log = another.openStep(NAME, Duration.ZERO)) {
      assertThat(log.size()).isZero();
    }
  }

  @Test
  void aChangedOrMissingPartIsNamedAndCanBeDiscarded() throws SQLException {
    SqlBackend backend = backend(SHORT);
    for (String edit :
        List.of(
            "update c4j_step_part set body = x'00' where position = 1",
            "delete from c4j_step_part where position = 0",
            "update c4j_step_part set part_check = 1 where position = 1")) {
      try (StepLog log = backend.openStep(NAME, Duration.ZERO)) {
        log.append(bytes(1, 5));
        log.append(bytes(2, 5));
      }
      assertThat(execute(edit)).isEqualTo(1);
      assertThatThrownBy(
              () -> {
                try (StepLog log = backend.openStep(NAME, Duration.ZERO)) {
                  log.read(1);
                }
              })
          .as(edit)
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("discardStep(\"summaries\")");
      backend.discardStep(NAME, Duration.ZERO);
      try (StepLog log = backend.openStep(NAME, Duration.ZERO)) {
        assertThat(log.size()).isZero();
      }
    }
  }

  /** Puts a lease of another process there. */
  private void hold(String process, String heartbeat) throws SQLException {
    execute("delete from c4j_step");
    execute(
        "insert into c4j_step (run_id, name, owner, process, described, heartbeat_at) values"
            + " ('default', 'summaries', 'other', "
            + process
            + ", 'process 7 on <elsewhere>', "
            + heartbeat
            + ")");
  }

  private static String now() {
    return Long.toString(System.currentTimeMillis());
  }

  @Test
  void whoComesSecondIsToldWhichProcessIsFirst() throws SQLException {
    SqlBackend backend = backend(Duration.ofMinutes(1));
    backend.discardStep(NAME, Duration.ZERO);
    String own = Processes.own(Database.SQLITE).orElseThrow();
    for (String process : List.of("null", "'" + own + "'", "'another machine 999999999'", "'x'")) {
      hold(process, now());
      assertThatThrownBy(() -> backend.openStep(NAME, Duration.ofMillis(20)))
          .as(process)
          .isInstanceOf(StepBusyException.class)
          .hasMessageContaining("process 7 on ?elsewhere? is computing it");
    }
  }

  @Test
  void theLeaseOfASilentOrDeadProcessLapses() throws SQLException {
    SqlBackend backend = backend(Duration.ofMinutes(1));
    backend.discardStep(NAME, Duration.ZERO);
    String own = Processes.own(Database.SQLITE).orElseThrow();
    String dead = own.substring(0, own.lastIndexOf(' ')) + " 999999999";
    hold("'" + dead + "'", now());
    backend.openStep(NAME, Duration.ZERO).close();
    hold("'" + own + "'", "(select 0)");
    backend.openStep(NAME, Duration.ZERO).close();
  }

  @Test
  void anOwnerThatWasTakenForDeadChangesNothing() throws SQLException {
    SqlBackend backend = backend(Duration.ofMinutes(1));
    try (StepLog log = backend.openStep(NAME, Duration.ZERO)) {
      log.append(bytes(1, 5));
      execute("update c4j_step set owner = 'other'");
      assertThatThrownBy(() -> log.append(bytes(2, 5)))
          .isInstanceOf(StepBusyException.class)
          .hasMessageContaining("another one has taken the step over");
      assertThatThrownBy(() -> log.replace(List.of(bytes(3, 5))))
          .isInstanceOf(StepBusyException.class);
    }
    assertThat(execute("update c4j_step set heartbeat_at = 0")).as("the other's lease").isOne();
    try (StepLog log = backend.openStep(NAME, Duration.ZERO)) {
      assertThat(log.size()).isEqualTo(1);
      assertThat(log.read(0)).isEqualTo(bytes(1, 5));
    }
  }

  @Test
  void aLivingOwnerSaysSo() throws Exception {
    SqlBackend backend = backend(SHORT);
    try (StepLog log = backend.openStep(NAME, Duration.ZERO)) {
      assertThat(execute("update c4j_step set heartbeat_at = 5")).isOne();
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (execute("update c4j_step set heartbeat_at = 5 where heartbeat_at > 5") == 0) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.sleep(SHORT.toMillis());
      }
      log.append(bytes(1, 1));
    }
  }

  @Test
  void aClosedManagerGivesItsStepsBack() throws SQLException {
    SqlBackend backend = backend(Duration.ofMinutes(1));
    StepLog log = backend.openStep(NAME, Duration.ZERO);
    backend.close();
    assertThat(execute("update c4j_step set heartbeat_at = 0")).isZero();
    log.close();
    backend(Duration.ofMinutes(1)).openStep(NAME, Duration.ZERO).close();
  }
}
