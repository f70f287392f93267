package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.LimitExceededException;
import dev.checkpoint4j.spi.FileBackend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files without a manifest to check them: a value or an exception of ours, whatever the bytes. */
class HostileFilesTest {
  private static final int MUTANTS = Integer.getInteger("checkpoint4j.mutants", 600);
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20_261_121);

  /** Every kind of buffer. */
  @SuppressWarnings("ArrayRecordComponent")
  record Row(
      int number,
      @Nullable Long maybe,
      String text,
      boolean flag,
      byte[] bytes,
      Instant at,
      LocalDate day,
      List<String> tags,
      double[] vector,
      Map<String, Integer> counts,
      List<Part> parts) {
    /** Nested. */
    record Part(String name, @Nullable Double value) {}
  }

  @TempDir Path directory = Path.of("");

  @AfterEach
  void nothingStaysMapped() {
    assertThat(FileBackend.mappedBytes()).isZero();
  }

  private CheckpointManager open(Compression compression) {
    return HfDatasetCheckpointManager.builder(directory)
        .compression(compression)
        .batchRows(20)
        .build();
  }

  private static Row row(int i) {
    return new Row(
        i,
        i % 3 == 0 ? null : (long) i,
        "text " + i,
        i % 2 == 0,
        new byte[] {(byte) i, 2},
        Instant.ofEpochSecond(i, i),
        LocalDate.ofEpochDay(i),
        i % 4 == 0 ? List.of() : List.of("a" + i, "b"),
        new double[] {i, -i},
        Map.of("k", i),
        List.of(new Row.Part("p" + i, i % 2 == 0 ? null : 0.5)));
  }

  /** A dataset whose manifest is gone. */
  private Path foreign(Compression compression) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(row(i));
    }
    try (CheckpointManager manager = open(compression)) {
      manager.save("rows", Row.class, rows);
    }
    try (Stream<Path> manifests = Files.list(directory.resolve(".checkpoint4j/manifests"))) {
      for (Path manifest : manifests.toList()) {
        Files.delete(manifest);
      }
    }
    try (Stream<Path> files = Files.list(directory.resolve("rows"))) {
      return files.filter(f -> f.toString().contains(".arrow")).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutatedFilesGiveValuesOrExceptionsOfOurs(Compression compression) throws IOException {
    Path file = foreign(compression);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(SEED);
    int refused = 0;
    try (CheckpointManager manager = open(compression)) {
      for (int i = 0; i < MUTANTS; i++) {
        byte[] mutant = mutant(whole, random);
        Files.write(file, mutant);
        refused += isRefused(manager, i) ? 1 : 0;
      }
      Files.write(file, whole);
      assertThat(manager.load("rows", Row.class).orElseThrow()).hasSize(50);
    }
    assertThat(refused).isBetween(MUTANTS / 10, MUTANTS);
  }

  private static boolean isRefused(CheckpointManager manager, int mutant) {
    try {
      manager.load("rows", Row.class);
      manager.loadRows("rows");
      manager.query("rows", Row.class).where("number in (3, 4, 17, 40)").toList();
      manager.queryRows("rows").where("number >= 3 and text contains '4' and flag = true").count();
      return false;
    } catch (InvalidQueryException e) {
      // The column that the query names has another name now.
      return true;
    } catch (CheckpointException e) {
      assertThat(e.getMessage()).as("mutant %s of seed %s", mutant, SEED).contains("rows");
      return true;
    }
  }

  private static byte[] mutant(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> {
        int number = at & ~3;
        int[] hard = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0, 1 << 20, random.nextInt()};
        if (number + 4 <= bytes.length) {
          ByteBuffer.wrap(bytes)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(number, hard[random.nextInt(hard.length)]);
        }
      }
      case 3 -> {
        int length = Math.min(random.nextInt(64), bytes.length - at);
        System.arraycopy(whole, random.nextInt(bytes.length - length), bytes, at, length);
      }
      default -> bytes = Arrays.copyOf(bytes, at);
    }
    return bytes;
  }

  @Test
  void twelveBytesWithAHugeLengthAreRefusedWithoutTheMemory() throws IOException {
    Path file = foreign(Compression.NONE);
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(-1).putInt(Integer.MAX_VALUE).putInt(0);
    Files.write(file, bytes.array());
    try (CheckpointManager manager = open(Compression.NONE)) {
      assertThatThrownBy(() -> manager.loadRows("rows")).isInstanceOf(LimitExceededException.class);
    }
  }

  @Test
  void everyCutIsDamageEvenBetweenBatches() throws IOException {
    Path file = foreign(Compression.NONE);
    byte[] whole = Files.readAllBytes(file);
    try (CheckpointManager manager = open(Compression.NONE)) {
      for (int length = 0; length < whole.length - 8; length += 3) {
        Files.write(file, Arrays.copyOf(whole, length));
        int cut = length;
        assertThatThrownBy(() -> manager.load("rows", Row.class))
            .as("cut to %s", cut)
            .isInstanceOf(CorruptCheckpointException.class);
      }
    }
  }

  @Test
  void namesInStateJsonNeverLeadOutOfTheDirectory() throws IOException {
    foreign(Compression.NONE);
    Path state = directory.resolve("rows/state.json");
    String valid = Files.readString(state);
    Path secret = Files.writeString(directory.resolve("secret.arrow"), "secret");
    Files.createSymbolicLink(directory.resolve("rows/link.arrow"), secret);
    try (CheckpointManager manager = open(Compression.NONE)) {
      for (String name :
          List.of(
              "../secret.arrow",
              "/etc/passwd",
              "link.arrow",
              "x/../../secret.arrow",
              "..",
              "",
              ".",
              "a\\\\b",
              "gone.arrow",
              "x:y",
              "\\u0000")) {
        Files.writeString(
            state,
            valid.replaceAll(
                "\"filename\" : \"[^\"]*\"",
                "\"filename\" : \"" + name.replace("\\", "\\\\") + "\""));
        assertThatThrownBy(() -> manager.loadRows("rows"))
            .as(name)
            .isInstanceOf(CheckpointException.class)
            .hasMessageContaining("rows");
      }
    }
    assertThat(secret).hasContent("secret");
  }

  @Test
  void jsonThatIsNoStateIsRefused() throws IOException {
    foreign(Compression.NONE);
    Path state = directory.resolve("rows/state.json");
    try (CheckpointManager manager = open(Compression.NONE)) {
      for (String text :
          List.of(
              "",
              "{",
              "[]",
              "null",
              "{}",
              "{\"_data_files\": 3}",
              "{\"_data_files\": [{}]}",
              "[".repeat(100_000),
              "{\"_data_files\": [{\"filename\": [\"a\"]}]}")) {
        Files.writeString(state, text);
        assertThatThrownBy(() -> manager.loadRows("rows"))
            .as(text.substring(0, Math.min(20, text.length())))
            .isInstanceOf(CheckpointException.class);
      }
    }
  }

  @Test
  void whatIsReadAfterTheCloseIsAnExceptionAndNoCrash() throws IOException {
    foreign(Compression.NONE);
    CheckpointManager manager = open(Compression.NONE);
    Stream<Row> stream = manager.stream("rows", Row.class);
    var rows = stream.iterator();
    assertThat(rows.next().number()).isZero();
    stream.close();
    assertThat(FileBackend.mappedBytes()).isZero();
    assertThatThrownBy(() -> rows.forEachRemaining(row -> {}))
        .isInstanceOfAny(CheckpointException.class, IllegalStateException.class);
    manager.close();
  }

  @Test
  void aReaderKeepsItsDataWhileANewVersionIsSaved() throws IOException {
    foreign(Compression.NONE);
    try (CheckpointManager manager = open(Compression.NONE);
        Stream<Row> stream = manager.stream("rows", Row.class)) {
      var rows = stream.iterator();
      assertThat(rows.next().number()).isZero();
      manager.save("rows", Row.class, List.of(row(7)));
      int last = 0;
      while (rows.hasNext()) {
        last = rows.next().number();
      }
      assertThat(last).isEqualTo(49);
      assertThat(manager.load("rows", Row.class).orElseThrow()).hasSize(1);
    }
  }
}
