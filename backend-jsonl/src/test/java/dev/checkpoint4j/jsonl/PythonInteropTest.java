package dev.checkpoint4j.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python's tools read what we write, and we read what they write. */
@Tag("interop")
class PythonInteropTest {
  private static final String PYTHON = System.getProperty("checkpoint4j.python", "");

  record Row(
      String id,
      @Nullable Long count,
      double score,
      @Nullable String text,
      List<String> tags,
      @Nullable Boolean flag) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "a", 1L, 0.1, "h\u00e9llo \ud83d\ude00 \"quoted\" \\ \n", List.of("x", "y"), true),
          new Row("b", null, -1e-7, "", List.of(), false),
          new Row("c", (1L << 53) - 1, 1e16, null, List.of("z"), null));

  private final Path dir;

  PythonInteropTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @BeforeEach
  void needsPython() {
    assumeTrue(
        !PYTHON.isEmpty(),
        "needs -Dcheckpoint4j.python=<interpreter with pandas, polars and duckdb>");
  }

  @Test
  void theirToolsReadWhatWeWrite() throws Exception {
    for (Map.Entry<String, String> store :
        Map.of("rows", "none", "packed", "gzip", "dense", "zstd").entrySet()) {
      try (CheckpointManager checkpoints =
          CheckpointManagers.open("jsonl:" + dir + "?compression=" + store.getValue())) {
        checkpoints.save(store.getKey(), Row.class, ROWS);
      }
    }
    assertThat(python("read")).contains("json agrees", "pandas agrees", "polars agrees", "duckdb");
  }

  @Test
  void weReadWhatTheirToolsWrite() throws Exception {
    python("write");
    try (CheckpointManager checkpoints = CheckpointManagers.open("jsonl:" + dir)) {
      assertThat(checkpoints.list())
          .containsExactly("duckdb", "duckzip", "json", "pandas", "polars");
      for (String tool : checkpoints.list()) {
        assertThat(checkpoints.load(tool, Row.class).orElseThrow()).as(tool).isEqualTo(ROWS);
        assertThat(checkpoints.loadRows(tool).orElseThrow().get(0))
            .as(tool)
            .containsEntry("id", "a")
            .containsEntry("score", 0.1);
      }
    }
  }

  private String python(String mode) throws IOException, InterruptedException {
    Path script = dir.resolve("interop.py");
    try (InputStream in =
        Objects.requireNonNull(
            PythonInteropTest.class.getResourceAsStream("/interop/jsonl_interop.py"))) {
      Files.write(script, in.readAllBytes());
    }
    Process process =
        new ProcessBuilder(PYTHON, script.toString(), mode, dir.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
