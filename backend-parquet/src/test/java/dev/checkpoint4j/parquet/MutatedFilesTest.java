package dev.checkpoint4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.InvalidQueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged and hostile files with no manifest: an exception of ours, or rows; nothing else. */
class MutatedFilesTest {
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20261121);
  private static final int MUTANTS = Integer.getInteger("checkpoint4j.mutants", 1_500);

  @TempDir Path directory = Path.of("");

  private Path file = Path.of("");

  @BeforeEach
  void sayTheSeed() {
    System.out.println("mutants: -Dcheckpoint4j.seed=" + SEED);
    file = directory.resolve("rows.parquet");
  }

  private byte[] sample(Compression compression) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", i * 37L);
      row.put("name", i % 5 == 0 ? null : "name " + i % 7);
      row.put("text", "text " + i);
      row.put("score", i / 7.0);
      row.put("tags", i % 3 == 0 ? List.of() : List.of("a", "b" + i));
      row.put("inner", Map.of("x", i, "y", List.of(i, i + 1)));
      row.put("flag", i % 2 == 0);
      rows.add(row);
    }
    Path made = directory.resolve("made");
    try (CheckpointManager manager =
        ParquetCheckpointManager.builder(made).compression(compression).build()) {
      manager.saveRows("rows", rows);
    }
    return Files.readAllBytes(made.resolve("rows.parquet"));
  }

  @ParameterizedTest
  @EnumSource
  void aChangedFileIsReadOrRefused(Compression compression) throws IOException {
    byte[] whole = sample(compression);
    Random random = new Random(SEED ^ compression.name().hashCode());
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      refused += readOrRefuse(mutate(whole, random)) ? 0 : 1;
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aFileThatIsCutAnywhereIsRefused() throws IOException {
    byte[] whole = sample(Compression.SNAPPY);
    for (int length = 0; length < whole.length; length++) {
      assertThat(readOrRefuse(java.util.Arrays.copyOf(whole, length)))
          .as("cut at " + length)
          .isFalse();
    }
  }

  @Test
  void aFooterThatClaimsMuchIsRefused() throws IOException {
    byte[] whole = sample(Compression.NONE);
    for (int claim : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 1, 1 << 30}) {
      byte[] changed = whole.clone();
      Bytes.INT.set(changed, changed.length - 8, claim);
      assertThat(readOrRefuse(changed)).as("claims " + claim).isFalse();
    }
  }

  private static byte[] mutate(byte[] whole, Random random) {
    byte[] mutant = whole.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(5)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt();
        case 2 -> mutant[at] = (byte) 0xFF;
        case 3 -> {
          int length = Math.min(1 + random.nextInt(16), mutant.length - at);
          int from = random.nextInt(mutant.length - length);
          System.arraycopy(whole, from, mutant, at, length);
        }
        default -> {
          // Footers and page headers are where lies about sizes are told.
          int tail = mutant.length - 1 - random.nextInt(Math.min(mutant.length, 1500));
          mutant[tail] = (byte) random.nextInt();
        }
      }
    }
    return mutant;
  }

  /** Whether it was read. */
  private boolean readOrRefuse(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try (CheckpointManager manager =
        ParquetCheckpointManager.builder(directory).threads(1).build()) {
      assertThat(manager.loadRows("rows")).isPresent();
      manager.queryRows("rows").where("id >= 100").count();
      return true;
    } catch (InvalidQueryException e) {
      // The column that the query names has another name now.
      return false;
    } catch (CheckpointException e) {
      assertThat(e).hasMessageContaining("rows.parquet");
      return false;
    }
  }
}
