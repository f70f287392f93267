package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.spi.CheckpointConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderTest {
  private static final List<Map<String, Object>> ROWS = List.of(Map.of("x", 1));

  @TempDir private Path directory;

  @Test
  void aFileAndItsJdbcUrlAreOneStore() {
    String file = directory.resolve("deep/er/c.db").toString();
    try (CheckpointManager byFile = CheckpointManagers.open("sql:" + file);
        CheckpointManager byUrl = CheckpointManagers.open("sql:jdbc:sqlite:" + file)) {
      byFile.saveRows("r", ROWS);
      assertThat(byUrl.loadRows("r")).contains(ROWS);
    }
  }

  @Test
  void propertiesLeadToTheSameStore() {
    String file = directory.resolve("c.db").toString();
    try (CheckpointManager manager =
        CheckpointManagers.open(
            Map.of(
                "checkpoint.format", "sql",
                "checkpoint.dir", file,
                "checkpoint.sql.pool-size", "4",
                "checkpoint.sql.run", "mine"))) {
      manager.saveRows("r", ROWS);
    }
    try (SqlCheckpointManager manager =
        SqlCheckpointManager.builder(Path.of(file)).run("mine").build()) {
      assertThat(manager.loadRows("r")).contains(ROWS);
      assertThat(manager.currentRun()).contains("mine");
    }
  }

  @Test
  void optionsAreTakenOutOfAJdbcUrlAndOthersStay() {
    CheckpointConfig config =
        new SqlProvider()
            .parse("jdbc:postgresql://h/db?ssl=true&user=me&password=p%26w&pool-size=3&sslmode=x");
    assertThat(config.location()).isEqualTo("jdbc:postgresql://h/db?ssl=true&sslmode=x");
    assertThat(config.options())
        .isEqualTo(Map.of("user", "me", "password", "p&w", "pool-size", "3"));
  }

  @Test
  void allBadOptionsAreReportedAtOnce() {
    assertThatThrownBy(
            () ->
                CheckpointManagers.open(
                    "sql:x.db?pool-size=1&schema=destroy&heartbeat=never&run=a%20b&nonsense=1"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining("pool-size")
        .hasMessageContaining("validate, create, migrate")
        .hasMessageContaining("heartbeat")
        .hasMessageContaining("\"run\"")
        .hasMessageContaining("nonsense");
  }

  @Test
  void aDatabaseInTheMemoryOfOneConnectionIsRefused() {
    assertThatThrownBy(() -> CheckpointManagers.open("sql:jdbc:sqlite::memory:"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining(":memory:");
  }
}
