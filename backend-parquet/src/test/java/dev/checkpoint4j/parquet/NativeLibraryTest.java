package dev.checkpoint4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that uses every codec and is stopped without its shutdown hooks leaves no files. */
class NativeLibraryTest {
  @TempDir Path temporary = Path.of("");

  @Test
  void aProcessThatIsHaltedLeavesNoFilesOfNativeCode() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/maps")), "no /proc here: files go at exit");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-XX:-UsePerfData",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Child.class.getName()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(7);
    try (Stream<Path> left = Files.walk(temporary)) {
      assertThat(left).containsExactly(temporary);
    }
  }

  /** Compresses with every codec, then ends as if it was killed. */
  public static final class Child {
    private Child() {}

    /** The process. */
    public static void main(String[] arguments) throws IOException {
      byte[] bytes = new byte[1000];
      for (Compression compression : Compression.values()) {
        Bytes out = new Bytes(16);
        PageCodecs.of(compression, null).compress(bytes, 0, bytes.length, out);
        byte[] back = new byte[bytes.length];
        PageCodecs.of(compression, null).decompress(out.array(), 0, out.size(), back, 0, 1000);
      }
      Runtime.getRuntime().halt(7);
    }
  }
}
