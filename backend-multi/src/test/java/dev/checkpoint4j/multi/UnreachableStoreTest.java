package dev.checkpoint4j.multi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.SaveResult;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that cannot be reached when the others are opened. */
class UnreachableStoreTest {
  private static final List<Map<String, Object>> ROWS = List.of(Map.of("n", 1));

  private final String remote = UUID.randomUUID().toString();
  private final String local = UUID.randomUUID().toString();

  private MultiCheckpointManager open(boolean remoteFirst, String policy) {
    String away = "[remote=unreachable:" + remote + "]";
    String near = "[local=memory:" + local + "]";
    return (MultiCheckpointManager)
        CheckpointManagers.open(
            "multi:" + (remoteFirst ? away + near : near + away) + "?on-failure=" + policy);
  }

  @AfterEach
  void reachable() {
    UnreachableProvider.GONE.remove(remote);
  }

  @ParameterizedTest
  @ValueSource(strings = {"best-effort", "require-primary"})
  void aBackupThatIsAwayTakesPartFromWhenItIsBack(String policy) {
    UnreachableProvider.GONE.add(remote);
    try (MultiCheckpointManager stores = open(false, policy)) {
      SaveResult saved = stores.saveRows("x", ROWS);
      assertThat(saved.parts()).extracting(SaveResult.Part::saved).containsExactly(true, false);
      assertThat(saved.parts().get(1).detail())
          .contains("unreachable (not open)")
          .contains("no route");
      assertThat(stores.loadRows("x")).contains(ROWS);
      assertThat(stores.stats().children().get(1).lastError().orElseThrow()).contains("no route");
      UnreachableProvider.GONE.remove(remote);
      assertThat(stores.repair("x").isSound()).isTrue();
      assertThat(stores.saveRows("x", ROWS).parts())
          .extracting(SaveResult.Part::saved)
          .containsExactly(true, true);
      assertThat(stores.stats().children().get(1).place()).isEqualTo(remote);
    }
  }

  @Test
  void aPrimaryThatIsAwayStopsNothingWithBestEffortAlone() {
    UnreachableProvider.GONE.add(remote);
    try (MultiCheckpointManager stores = open(true, "best-effort")) {
      stores.saveRows("x", ROWS);
      assertThat(stores.loadRows("x")).contains(ROWS);
      assertThat(stores.list()).containsExactly("x");
    }
    for (String policy : List.of("require-primary", "require-all", "fail-fast")) {
      assertThatThrownBy(() -> open(true, policy))
          .isInstanceOf(CheckpointIOException.class)
          .hasMessageContaining("no route");
    }
    for (String policy : List.of("require-all", "fail-fast")) {
      assertThatThrownBy(() -> open(false, policy)).isInstanceOf(CheckpointIOException.class);
    }
  }

  @Test
  void aMistakeInAUrlStopsAllWhateverThePolicy() {
    assertThatThrownBy(
            () -> CheckpointManagers.open("multi:[a=jsonl:x][b=jsnl:y]?on-failure=best-effort"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining("did you mean \"jsonl\"");
  }
}
