package dev.checkpoint4j.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderTest {
  private static final List<Map<String, Object>> ROWS = List.of(Map.of("id", 1));

  @TempDir Path temp;

  @Test
  void aUrlOpensAStore() {
    try (CheckpointManager manager = CheckpointManagers.open("jsonl:" + temp)) {
      manager.saveRows("rows", ROWS);
      assertThat(manager.loadRows("rows")).contains(ROWS);
    }
    assertThat(temp.resolve("rows.jsonl")).hasContent("{\"id\":1}\n");
  }

  @Test
  void everyOptionIsTaken() {
    String url =
        "jsonl:"
            + temp
            + "?compression=gzip&compression-level=9&max-record-bytes=1m&threads=2"
            + "&durability=none&lock-timeout=5s&enabled=true";
    try (CheckpointManager manager = CheckpointManagers.open(url)) {
      manager.saveRows("rows", ROWS);
      assertThat(manager.info("rows").orElseThrow().compression()).isEqualTo("gzip");
    }
    assertThat(temp.resolve("rows.jsonl.gz")).isRegularFile();
  }

  @Test
  void allBadOptionsAreReportedAtOnce() {
    String url =
        "jsonl:"
            + temp
            + "?compression=gzp&compression-level=99&max-record-bytes=3&threads=0&thread=2";
    assertThatThrownBy(() -> CheckpointManagers.open(url))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining(
            "\"compression\" must be one of none, gzip, zstd; did you mean \"gzip\"?")
        .hasMessageContaining("\"compression-level\"")
        .hasMessageContaining("\"max-record-bytes\" must be a size from 1024 to")
        .hasMessageContaining("\"threads\" must be a whole number from 1 to 64 but was \"0\"")
        .hasMessageContaining("there is no option \"thread\"; did you mean \"threads\"?");
  }

  @Test
  void aPlaceThatIsAUrlIsRefusedInsteadOfBecomingADirectory() {
    assertThatThrownBy(() -> CheckpointManagers.open("jsonl:s3://bucket/checkpoints"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining("must be a local directory, but begins with \"s3://\"")
        .hasMessageNotContaining("bucket");
    assertThat(Path.of("s3:")).doesNotExist();
  }

  @Test
  void aLevelWithoutACodecIsRefused() {
    assertThatThrownBy(() -> CheckpointManagers.open("jsonl:" + temp + "?compression-level=3"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContaining("\"compression-level\" needs compression=gzip or compression=zstd");
    assertThatThrownBy(() -> JsonlCheckpointManager.builder(temp).compressionLevel(3).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("compressionLevel needs compression");
  }

  @Test
  void aLevelOutOfTheCodecsRangeIsRefused() {
    assertThatThrownBy(
            () ->
                JsonlCheckpointManager.builder(temp)
                    .compression(JsonlCompression.GZIP)
                    .compressionLevel(10)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("compressionLevel of GZIP must be from 1 to 9 but was 10");
  }

  @Test
  void builderArgumentsOutOfRangeAreRefused() {
    JsonlCheckpointManager.Builder builder = JsonlCheckpointManager.builder(temp);
    assertThatThrownBy(() -> builder.threads(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.threads(65)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.maxRecordBytes(1023))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.compressionLevel(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
