package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with a heap of 64 MB writes and streams a table of several times that size; {@code
 * -Dcheckpoint4j.small-heap-rows} makes it larger.
 */
class SmallHeapTest {
  private static final int ROWS = Integer.getInteger("checkpoint4j.small-heap-rows", 150_000);

  @TempDir private Path directory;

  private void writesAndStreams(String store) throws Exception {
    Path output = directory.resolve("output");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-Dorg.jboss.logging.provider=slf4j",
            "-Djava.io.tmpdir=" + directory,
            "-cp",
            System.getProperty("java.class.path"),
            SmallHeapChild.class.getName(),
            store,
            Integer.toString(ROWS));
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(child.waitFor(10, TimeUnit.MINUTES)).isTrue();
    } finally {
      child.destroyForcibly();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(said).contains("read " + ROWS + " of ");
    assertThat(child.exitValue()).isZero();
    System.out.println("small heap: " + said.strip());
  }

  @Test
  void sqliteWritesAndStreamsMoreThanTheHeapHolds() throws Exception {
    writesAndStreams("sql:" + directory.resolve("large.db"));
  }

  @Test
  void postgresWritesAndStreamsMoreThanTheHeapHolds() throws Exception {
    writesAndStreams("sql:" + Servers.postgresDatabase("small_heap"));
  }
}
