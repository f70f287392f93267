package dev.checkpoint4j.kit.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.kit.fs.Operation.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultFileSystemTest {
  private final FaultFileSystem files = FaultFileSystem.create();
  private final Path real;
  private final Path dir;

  FaultFileSystemTest(@TempDir Path real) {
    this.real = real;
    this.dir = files.path(real);
  }

  private List<Kind> kinds() {
    return files.operations().stream().map(Operation::kind).toList();
  }

  private void work() throws IOException {
    Files.createDirectory(dir.resolve("d"));
    try (OutputStream out = Files.newOutputStream(dir.resolve("d/a"))) {
      out.write(new byte[10]);
    }
    try (FileChannel channel = FileChannel.open(dir.resolve("d/a"), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[20]));
      channel.force(true);
      channel.truncate(5);
      assertThat(channel.tryLock()).isNotNull();
    }
    Files.move(dir.resolve("d/a"), dir.resolve("d/b"));
    try (InputStream in = Files.newInputStream(dir.resolve("d/b"))) {
      assertThat(in.readAllBytes()).hasSize(5);
    }
    Files.delete(dir.resolve("d/b"));
  }

  @Test
  void everyOperationIsRecordedInOrder() throws IOException {
    files.disarm();
    work();
    assertThat(kinds())
        .startsWith(
            Kind.CREATE,
            Kind.OPEN_WRITE,
            Kind.WRITE,
            Kind.OPEN_WRITE,
            Kind.WRITE,
            Kind.FORCE,
            Kind.TRUNCATE,
            Kind.LOCK)
        .containsSubsequence(Kind.LOCK, Kind.MOVE, Kind.OPEN_READ, Kind.READ, Kind.DELETE);
    assertThat(files.operations())
        .contains(new Operation(Kind.MOVE, real.resolve("d/a"), real.resolve("d/b")));
  }

  @Test
  void aFaultStrikesTheChosenChangeAlone() throws IOException {
    files.arm(Fault.failAt(1));
    Files.createDirectory(dir.resolve("one"));
    assertThatThrownBy(() -> Files.createDirectory(dir.resolve("two")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");
    assertThat(real.resolve("two")).doesNotExist();
    Files.createDirectory(dir.resolve("two"));
    assertThat(files.struck()).isEqualTo(1);
  }

  @Test
  void aFaultMayLastAndMayStrikeAfterTheDeed() throws IOException {
    files.arm(Fault.failFrom(0));
    assertThatThrownBy(() -> Files.createDirectory(dir.resolve("x")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Files.createDirectory(dir.resolve("x")))
        .isInstanceOf(IOException.class);
    files.arm(Fault.failAfter(0));
    assertThatThrownBy(() -> Files.createDirectory(dir.resolve("x")))
        .isInstanceOf(IOException.class);
    assertThat(real.resolve("x")).isDirectory();
  }

  @Test
  void afterACrashNothingIsDoneAndClosingStillWorks() throws IOException {
    files.disarm();
    try (FileChannel channel =
        FileChannel.open(dir.resolve("f"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();
      files.arm(Fault.crashAt(0));
      assertThatThrownBy(() -> channel.write(ByteBuffer.wrap(new byte[4])))
          .isInstanceOf(Crash.class);
      assertThatThrownBy(() -> Files.delete(dir.resolve("f"))).isInstanceOf(Crash.class);
      assertThatThrownBy(() -> Files.exists(dir.resolve("f"))).isInstanceOf(Crash.class);
    }
    assertThat(real.resolve("f")).isEmptyFile();
    try (FileChannel channel = FileChannel.open(real.resolve("f"), StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();
    }
  }

  @Test
  void aCrashInAWriteLeavesHalfOfIt() throws IOException {
    files.arm(Fault.crashIn(1));
    try (OutputStream out = Files.newOutputStream(dir.resolve("f"))) {
      assertThatThrownBy(() -> out.write(new byte[10])).isInstanceOf(Crash.class);
    }
    assertThat(real.resolve("f")).hasSize(5);
  }

  @Test
  void operationsCanBeChosen() throws IOException {
    files.arm(Fault.failAt(0).among(o -> o.kind() == Kind.LIST));
    Files.createDirectory(dir.resolve("d"));
    assertThatThrownBy(() -> Files.newDirectoryStream(dir)).isInstanceOf(IOException.class);
    try (var entries = Files.newDirectoryStream(dir)) {
      assertThat(entries).containsExactly(dir.resolve("d"));
    }
  }
}
