package dev.checkpoint4j.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Mappings that are found again. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no identity there")
class MappingsTest {
  private static final int SIZE = 10_000;
  private static final int SEGMENT = 4_096;

  @TempDir Path directory = Path.of("");

  /** What the collector must not have before a test ends. */
  private final List<ByteBuffer[]> kept = new ArrayList<>();

  private Path file(String name, int value) throws IOException {
    byte[] bytes = new byte[SIZE];
    Arrays.fill(bytes, (byte) value);
    return Files.write(directory.resolve(name), bytes);
  }

  private ByteBuffer[] map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer[] mapped = Mappings.map(file, channel, SIZE, SEGMENT);
      kept.add(mapped);
      return mapped;
    }
  }

  @Test
  void aFileThatIsStillMappedIsFound() throws IOException {
    Path file = file("a", 1);
    ByteBuffer[] mapped = map(file);
    assertThat(mapped).hasSize(3);
    assertThat(Mappings.find(file, SIZE, SEGMENT)).isSameAs(mapped);
    Path moved = Files.move(file, directory.resolve("b"));
    assertThat(Mappings.find(moved, SIZE, SEGMENT)).isSameAs(mapped);
  }

  @Test
  void anotherFileUnderTheSameNameIsNot() throws IOException {
    Path file = file("a", 1);
    map(file);
    Path other = file("other", 2);
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(Mappings.find(file, SIZE, SEGMENT)).isNull();
  }

  @Test
  void anotherLengthIsNot() throws IOException {
    Path file = file("a", 1);
    map(file);
    assertThat(Mappings.find(file, SIZE - 1, SEGMENT)).isNull();
    assertThat(Mappings.find(file, SIZE, SEGMENT * 2)).isNull();
  }

  @Test
  void whatIsForgottenIsNot() throws IOException {
    Path file = file("a", 1);
    ByteBuffer[] mapped = map(file);
    Mappings.forget(mapped);
    assertThat(Mappings.find(file, SIZE, SEGMENT)).isNull();
  }
}
