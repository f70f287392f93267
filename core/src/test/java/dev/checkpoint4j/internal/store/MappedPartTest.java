package dev.checkpoint4j.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CorruptCheckpointException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts in mapped memory, with mappings small enough to have several. */
class MappedPartTest {
  private static final int SEGMENT = 4_096;

  @TempDir Path directory = Path.of("");

  private static byte[] content(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private MappedPart open(byte[] bytes, boolean verified) throws IOException {
    Path file = Files.write(directory.resolve("part"), bytes);
    Sums sums = Summer.of(new ByteArrayInputStream(bytes), Sums.MAPPED_BLOCK_BYTES);
    return MappedPart.open(
        file, "part", "Cannot load", "Restore it", bytes.length, verified ? sums : null, SEGMENT);
  }

  private static byte[] slice(MappedPart part, int from, int length) {
    byte[] copy = new byte[length];
    ByteBuffer slice = part.slice(from, length);
    assertThat(slice.isReadOnly()).isTrue();
    slice.get(copy);
    return copy;
  }

  @Test
  void slicesAcrossMappingsAreWhole() throws IOException {
    byte[] bytes = content(5 * SEGMENT + 17);
    try (MappedPart part = open(bytes, true)) {
      Random random = new Random(1);
      for (int i = 0; i < 2_000; i++) {
        int from = random.nextInt(bytes.length);
        int length = random.nextInt(bytes.length - from + 1);
        assertThat(slice(part, from, length))
            .isEqualTo(Arrays.copyOfRange(bytes, from, from + length));
      }
      assertThat(part.stream().readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void anEmptyFileHasNoMapping() throws IOException {
    try (MappedPart part = open(new byte[0], true)) {
      assertThat(part.size()).isZero();
      assertThat(part.slice(0, 0).remaining()).isZero();
      assertThat(part.stream().read()).isEqualTo(-1);
    }
  }

  @Test
  void bytesThatAreNotThereAreRefused() throws IOException {
    try (MappedPart part = open(content(100), false)) {
      assertThatThrownBy(() -> part.slice(90, 11)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> part.slice(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> part.slice(Long.MAX_VALUE, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aBlockThatWasChangedIsNeverHandedOut() throws IOException {
    byte[] bytes = content(3 * Sums.MAPPED_BLOCK_BYTES);
    Sums sums = Summer.of(new ByteArrayInputStream(bytes), Sums.MAPPED_BLOCK_BYTES);
    bytes[Sums.MAPPED_BLOCK_BYTES + 5] ^= 1;
    Path file = Files.write(directory.resolve("part"), bytes);
    try (MappedPart part =
        MappedPart.open(file, "part", "Cannot load", "Restore it", bytes.length, sums, SEGMENT)) {
      assertThat(part.slice(0, 10).remaining()).isEqualTo(10);
      assertThat(part.slice(2L * Sums.MAPPED_BLOCK_BYTES, 10).remaining()).isEqualTo(10);
      assertThatThrownBy(() -> part.slice(Sums.MAPPED_BLOCK_BYTES + 100, 1))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("bytes 16384 to 32767");
    }
  }

  @Test
  void nothingIsHandedOutAfterTheClose() throws IOException {
    long before = MappedPart.openBytes();
    MappedPart part = open(content(100), true);
    assertThat(MappedPart.openBytes()).isEqualTo(before + 100);
    part.close();
    part.close();
    assertThat(MappedPart.openBytes()).isEqualTo(before);
    assertThatThrownBy(() -> part.slice(0, 1)).isInstanceOf(CheckpointIOException.class);
  }

  @Test
  void anInterruptDoesNotKeepAFileFromBeingOpened() throws IOException {
    Thread.currentThread().interrupt();
    try (MappedPart part = open(content(100), true)) {
      assertThat(part.size()).isEqualTo(100);
    } finally {
      assertThat(Thread.interrupted()).as("the flag is still set").isTrue();
    }
  }
}
