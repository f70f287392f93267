package dev.checkpoint4j.parquet;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.InvalidQueryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process with a heap of 256 MB makes of files that were made to do harm. */
class HostileFilesTest {
  private static final String TRACE = "checkpoint4j.parquet.trap";

  /** Leaves a trace when anything initialises it. */
  static final class Trap {
    static {
      System.setProperty(TRACE, "initialised");
    }

    private Trap() {}
  }

  /**
   * Reads all files of a directory in all ways; says what each ended with, and what must not be.
   */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws IOException {
      Path directory = Path.of(args[0]);
      Path store = Files.createDirectory(directory.resolve("store"));
      List<Path> files;
      try (Stream<Path> entries = Files.list(directory)) {
        files = entries.filter(Files::isRegularFile).sorted().toList();
      }
      try (CheckpointManager manager = ParquetCheckpointManager.builder(store).threads(2).build()) {
        for (Path file : files) {
          Files.move(file, store.resolve("hostile.parquet"), REPLACE_EXISTING);
          for (Work work : Work.values()) {
            System.out.println(file.getFileName() + " " + work + " " + outcome(manager, work));
          }
        }
      }
      System.out.println("trap " + System.getProperty(TRACE));
    }

    private static String outcome(CheckpointManager manager, Work work) {
      long start = System.nanoTime();
      String end;
      try {
        work.run(manager);
        end = "read";
      } catch (InvalidQueryException e) {
        end = "has no such column";
      } catch (CheckpointException e) {
        boolean named = String.valueOf(e.getMessage()).contains("hostile");
        end = named ? "refused" : "BAD " + e;
      } catch (Throwable t) {
        end = "BAD " + t + " " + Stream.of(t.getStackTrace()).limit(3).toList();
      }
      return end + " after " + (System.nanoTime() - start) / 1_000_000 + " ms";
    }
  }

  /** A way to read. */
  enum Work {
    INFO {
      @Override
      void run(CheckpointManager manager) {
        manager.info("hostile");
      }
    },
    LOAD {
      @Override
      void run(CheckpointManager manager) {
        manager.loadRows("hostile");
      }
    },
    STREAM {
      @Override
      void run(CheckpointManager manager) {
        try (Stream<Map<String, Object>> rows = manager.streamRows("hostile")) {
          rows.limit(1_000_000).forEach(row -> {});
        }
      }
    },
    QUERY {
      @Override
      void run(CheckpointManager manager) {
        manager.queryRows("hostile").where("id = 8").toList();
      }
    };

    abstract void run(CheckpointManager manager);
  }

  @Test
  void theyAreReadOrRefusedInASmallHeap(@TempDir Path directory)
      throws IOException, InterruptedException {
    List<String> names = HostileFiles.write(directory, Trap.class.getName());
    Path output = directory.resolveSibling(directory.getFileName() + ".txt");
    try {
      int exit = child(directory, output);
      List<String> said = Files.readAllLines(output, StandardCharsets.UTF_8);
      assertThat(exit).as(String.join("\n", said)).isZero();
      List<String> bad = new ArrayList<>();
      for (String line : said) {
        if (line.contains("BAD")) {
          bad.add(names.get(Integer.parseInt(line.substring(0, 4))) + ": " + line);
        }
      }
      assertThat(bad).isEmpty();
      // A JVM may say something of its own as well.
      assertThat(said.stream().filter(line -> line.endsWith(" ms")))
          .hasSize(names.size() * Work.values().length);
      assertThat(said).contains("trap null");
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static int child(Path directory, Path output) throws IOException, InterruptedException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Child.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start()
        .waitFor();
  }
}
