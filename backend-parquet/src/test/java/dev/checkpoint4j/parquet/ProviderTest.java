package dev.checkpoint4j.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointManagers;
import org.junit.jupiter.api.Test;

class ProviderTest {
  @Test
  void anUnknownCodecNamesTheSix() {
    assertThatThrownBy(() -> CheckpointManagers.open("parquet:./store?compression=lzo"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContainingAll("lzo", "snappy", "gzip", "brotli", "lz4", "zstd", "none");
  }

  @Test
  void aUrlIsNotTakenForADirectory() {
    assertThatThrownBy(() -> CheckpointManagers.open("parquet:hdfs://host/store"))
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContainingAll("hdfs", "must be a local directory");
  }
}
