package dev.checkpoint4j.internal.store;

import static dev.checkpoint4j.internal.store.ToyBinding.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.spi.RecordSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another process that holds what others need, and dies. */
@Timeout(60)
class KilledProcessTest {
  private final Path dir;

  KilledProcessTest(@TempDir Path dir) {
    this.dir = dir;
  }

  /** The child: takes the lock, begins a save, says so, and waits to be killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      Path dir = Path.of(args[0]);
      try (ToyStore store = ToyStore.open(dir);
          RecordSink<Map<String, Object>> sink = store.sink("a")) {
        sink.write(rows(100_000, "half"));
        if (args.length > 1) {
          StoreLock.acquire(new Root(dir.toRealPath()), Duration.ofSeconds(5), "child");
        }
        System.out.println("ready");
        Thread.sleep(60_000);
      }
    }
  }

  private Process start(String... more) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classes,
            Holder.class.getName(),
            dir.toString());
    builder.command().addAll(List.of(more));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("ready");
    return process;
  }

  private long temporaries() throws IOException {
    try (var all = Files.walk(dir.resolve(".checkpoint4j/tmp"))) {
      return all.filter(p -> p.toString().endsWith(".tmp")).count();
    }
  }

  @Test
  void aKilledHolderOfTheLockBlocksNobody() throws Exception {
    Process holder = start("lock");
    holder.destroyForcibly().waitFor();
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(3, "x"));
      assertThat(store.load("a")).contains(rows(3, "x"));
    }
  }

  @Test
  void theFilesOfALiveProcessStayAndThoseOfADeadOneGo() throws Exception {
    Process writer = start();
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("b", rows(3, "x"));
      store.save("b", rows(4, "x"));
      assertThat(temporaries()).isEqualTo(1);
      writer.destroyForcibly().waitFor();
      store.save("b", rows(5, "x"));
      assertThat(temporaries()).isZero();
      assertThat(store.list()).containsExactly("b");
    } finally {
      writer.destroyForcibly();
    }
  }
}
