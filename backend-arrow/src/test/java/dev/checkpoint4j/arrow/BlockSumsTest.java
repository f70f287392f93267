package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.FileBackend;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries for few rows of batches that are long enough to have checksums of their own. */
class BlockSumsTest {
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20_261_121);
  private static final int ROWS = 3_000;
  private static final int FLIPS = Integer.getInteger("checkpoint4j.mutants", 300);
  private static final String FEW = "number >= 0 and group = 7";

  @TempDir Path directory = Path.of("");

  private final List<Row> few = new ArrayList<>();
  private CheckpointManager manager;

  record Row(int number, int group, String text, List<String> tags) {}

  @BeforeEach
  void save() {
    manager = HfDatasetCheckpointManager.builder(directory).batchRows(1_000).build();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String text = (i + " ").repeat(40);
      rows.add(new Row(i, i % 101, text, List.of("a" + i, "b")));
    }
    rows.stream().filter(row -> row.group() == 7).forEach(few::add);
    manager.save("rows", Row.class, rows);
  }

  @AfterEach
  void close() {
    manager.close();
    assertThat(FileBackend.mappedBytes()).isZero();
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("rows"))) {
      return files.filter(f -> f.toString().endsWith(".arrow")).findFirst().orElseThrow();
    }
  }

  private List<Row> query() {
    return manager.query("rows", Row.class).where(FEW).toList();
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(old ^ 0x10);
    }
  }

  @Test
  void aBitThatFlippedGivesTheRowsOrAnErrorButNoOtherRows() throws IOException {
    Path file = file();
    Random random = new Random(SEED);
    int refused = 0;
    assertThat(query()).isEqualTo(few);
    for (int i = 0; i < FLIPS; i++) {
      long at = (long) (random.nextDouble() * Files.size(file));
      flip(file, at);
      try {
        assertThat(query()).as("byte %s, seed %s", at, SEED).isEqualTo(few);
      } catch (CorruptCheckpointException e) {
        assertThat(e).hasMessageContaining("are not those that were saved");
        refused++;
      }
      flip(file, at);
    }
    assertThat(query()).isEqualTo(few);
    assertThat(refused).as("seed %s", SEED).isBetween(FLIPS / 50, FLIPS * 3 / 4);
  }

  @Test
  void aChangedValueIsRefusedUntilItIsAccepted() throws IOException {
    Path file = file();
    byte[] bytes = Files.readAllBytes(file);
    String text = few.get(3).text();
    flip(file, new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text));
    assertThatThrownBy(this::query)
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining("are not those that were saved");
    manager.accept("rows");
    List<Row> accepted = query();
    assertThat(accepted).hasSameSizeAs(few);
    assertThat(accepted.get(3).text()).isNotEqualTo(text).endsWith(text.substring(1));
  }
}
