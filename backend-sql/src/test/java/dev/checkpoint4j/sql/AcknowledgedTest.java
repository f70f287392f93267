package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The info tells by which settings a database may lose what it acknowledged. */
class AcknowledgedTest {
  private static AbstractStringAssert<?> place(SqlCheckpointManager.Builder builder) {
    try (SqlCheckpointManager manager = builder.run("acknowledged").build()) {
      manager.saveRows("r", List.of(Map.of("x", 1)));
      return assertThat(manager.info("r").orElseThrow().places().get(0));
    }
  }

  @Test
  void sqliteOfOurOwnPoolLosesNothing(@TempDir Path directory) {
    place(SqlCheckpointManager.builder(directory.resolve("c.db"))).doesNotContain("power cut");
  }

  @Test
  void sqliteWithItsDriversDefaultsMay(@TempDir Path directory) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + directory.resolve("c.db"));
    place(SqlCheckpointManager.builder(source))
        .endsWith("not safe from a power cut with journal_mode=delete, synchronous=2");
  }

  @Test
  void serversThatDoNotFlushMay(@TempDir Path directory) {
    place(SqlCheckpointManager.builder(Servers.postgres())).contains("power cut with fsync=off");
    place(SqlCheckpointManager.builder("jdbc:h2:file:" + directory.resolve("c")))
        .endsWith("with WRITE_DELAY=500");
    place(SqlCheckpointManager.builder(Servers.mariadb()))
        .endsWith("with innodb_flush_log_at_trx_commit=0");
  }
}
