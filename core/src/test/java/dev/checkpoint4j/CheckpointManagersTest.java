package dev.checkpoint4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class CheckpointManagersTest {
  private static void assertRefused(String url, String... parts) {
    assertThatThrownBy(() -> CheckpointManagers.open(url))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContainingAll(parts);
  }

  private static void assertRefused(Map<String, String> properties, String... parts) {
    assertThatThrownBy(() -> CheckpointManagers.open(properties))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void aUrlOpensTheStoreOfItsFormat() {
    try (CheckpointManager manager = CheckpointManagers.open("memory:a place/of its own")) {
      assertThat(manager.toString()).contains("a place/of its own");
    }
  }

  @Test
  void theFormatOfAUrlIsReadInAnyCase() {
    try (CheckpointManager manager = CheckpointManagers.open("Memory:any-case")) {
      assertThat(manager.list()).isEmpty();
    }
  }

  @Test
  void optionsOfAUrlArePercentDecoded() {
    try (CheckpointManager manager = CheckpointManagers.open("memory:p?enable%64=f%61lse")) {
      assertThat(manager.toString()).contains("disabled");
    }
  }

  @Test
  void propertiesNameFormatDirectoryAndOptions() {
    Map<String, String> properties =
        Map.of(
            "checkpoint.format", "memory",
            "checkpoint.dir", "from-properties",
            "checkpoint.memory.enabled", "false",
            "checkpoint.parquet.compression", "zstd",
            "other.application", "x");
    try (CheckpointManager manager = CheckpointManagers.open(properties)) {
      assertThat(manager.toString()).contains("from-properties", "disabled");
    }
  }

  @Test
  void propertiesMayHoldAUrlBesideOptions() {
    Map<String, String> properties =
        Map.of("checkpoint.url", "memory:from-url", "checkpoint.enabled", "false");
    try (CheckpointManager manager = CheckpointManagers.open(properties)) {
      assertThat(manager.toString()).contains("from-url", "disabled");
    }
  }

  @Test
  void theUrlsOwnOptionsCount() {
    Map<String, String> properties =
        Map.of("checkpoint.url", "memory:from-url?enabled=true", "checkpoint.enabled", "false");
    try (CheckpointManager manager = CheckpointManagers.open(properties)) {
      assertThat(manager.toString()).doesNotContain("disabled");
    }
  }

  @Test
  void propertiesWithDefaultsAreRead() {
    Properties defaults = new Properties();
    defaults.setProperty("checkpoint.format", "memory");
    Properties properties = new Properties(defaults);
    properties.setProperty("checkpoint.dir", "with-defaults");
    try (CheckpointManager manager = CheckpointManagers.open(properties)) {
      assertThat(manager.toString()).contains("with-defaults");
    }
  }

  @Test
  void theDirectoryHasADefault() {
    try (CheckpointManager manager =
        CheckpointManagers.open(Map.of("checkpoint.format", "memory"))) {
      assertThat(manager.toString()).contains(CheckpointManagers.DEFAULT_DIR);
    }
  }

  @Test
  void theEnvironmentNamesAUrl() {
    Map<String, String> environment =
        Map.of("CHECKPOINT_URL", "memory:env-url", "KURA_CHECKPOINT_DIR", "not-this");
    try (CheckpointManager manager = CheckpointManagers.fromEnvironment(environment)) {
      assertThat(manager.toString()).contains("env-url");
    }
  }

  @Test
  void theEnvironmentNamesFormatAndDirectoryAsThePythonToolDoes() {
    Map<String, String> environment =
        Map.of(
            "CHECKPOINT_URL", " ",
            "KURA_CHECKPOINT_FORMAT", "memory",
            "KURA_CHECKPOINT_DIR", "env-dir");
    try (CheckpointManager manager = CheckpointManagers.fromEnvironment(environment)) {
      assertThat(manager.toString()).contains("env-dir");
    }
  }

  @Test
  void aBackendThatIsNotThereIsNamedWithItsArtifact() {
    assertThatThrownBy(() -> CheckpointManagers.open("parquet:./checkpoints"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessage(
            "No backend for the checkpoint format \"parquet\". On the class path: memory."
                + " Add the dependency dev.checkpoint4j:checkpoint4j-backend-parquet");
    assertRefused("hf-dataset:x", "dev.checkpoint4j:checkpoint4j-backend-arrow");
    assertRefused("arrow:x", "dev.checkpoint4j:checkpoint4j-backend-arrow");
    assertRefused("sql:x", "dev.checkpoint4j:checkpoint4j-backend-sql");
    assertRefused("multi:x", "dev.checkpoint4j:checkpoint4j-backend-multi");
  }

  @Test
  void theDefaultFormatIsJsonLines() {
    assertRefused(Map.of(), "\"jsonl\"", "dev.checkpoint4j:checkpoint4j-backend-jsonl");
    assertThatThrownBy(() -> CheckpointManagers.fromEnvironment(Map.of()))
        .hasMessageContaining("\"jsonl\"");
  }

  @Test
  void anUnknownFormatIsSaidWithTheNearestAndTheKnownOnes() {
    assertRefused(
        "parqet:x",
        "\"parqet\"",
        "did you mean \"parquet\"?",
        "hf-dataset",
        "jsonl",
        "multi",
        "sql");
  }

  @Test
  void allThatIsWrongWithTheOptionsIsSaidAtOnce() {
    assertRefused(
        "memory:x?enabled=maybe&enabeld=true&colour=red",
        "memory",
        "option \"enabled\" must be true or false but was \"maybe\"",
        "no option \"enabeld\"; did you mean \"enabled\"?",
        "no option \"colour\"");
  }

  @Test
  void anUnknownPropertyIsSaidWithWhatWasMeant() {
    assertRefused(
        Map.of("checkpoint.format", "memory", "checkpoint.dri", "x", "checkpoint.enabeld", "true"),
        "checkpoint.dri",
        "did you mean \"dir\"?",
        "checkpoint.enabeld",
        "did you mean \"enabled\"?");
  }

  @Test
  void aUrlAndAFormatAtOnceAreRefused() {
    assertRefused(
        Map.of("checkpoint.url", "memory:x", "checkpoint.dir", "y"), "checkpoint.url", "dir");
    assertRefused(Map.of("checkpoint.url", "memory:x", "checkpoint.format", "y"), "checkpoint.url");
  }

  @Test
  void aUrlMustNameFormatAndPlace() {
    assertRefused("", "format:place");
    assertRefused("checkpoints", "format:place");
    assertRefused(":x", "format:place");
    assertRefused("memory:", "names no place");
    assertRefused("memory:?enabled=true", "names no place");
  }

  @Test
  void badOptionsInAUrlAreSaid() {
    assertRefused("memory:x?enabled", "name=value");
    assertRefused("memory:x?=true", "name=value");
    assertRefused("memory:x?enabled=true&enabled=true", "twice");
    assertRefused("memory:x?enabled=%zz", "percent-encoded");
  }

  @Test
  void secretsAreNotShown() {
    for (String url :
        new String[] {
          "memory:x?hub-token=s3cr3t", "memory:x?password=s3cr3t&enabled=maybe", "memory:x?s3cr3t",
          "memory:x?token=%zzs3cr3t", "s3cr3t", "memory:x?password=a&password=s3cr3t"
        }) {
      assertThatThrownBy(() -> CheckpointManagers.open(url))
          .isInstanceOf(CheckpointConfigurationException.class)
          .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("s3cr3t"));
    }
    assertRefused(
        Map.of("checkpoint.format", "memory", "checkpoint.memory.password", "s3cr3t"), "password");
    assertThatThrownBy(
            () ->
                CheckpointManagers.open(
                    Map.of("checkpoint.format", "memory", "checkpoint.token", "s3cr3t")))
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("s3cr3t"));
  }
}
