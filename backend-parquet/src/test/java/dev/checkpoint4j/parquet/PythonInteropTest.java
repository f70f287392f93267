package dev.checkpoint4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.checkpoint4j.CheckpointManager;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pyarrow writes is read here, and what is written here pyarrow, polars and DuckDB read. */
@Tag("interop")
class PythonInteropTest {
  private static final int ROWS = 3000;

  @TempDir Path directory = Path.of("");

  private String python = "";

  @BeforeEach
  void findPython() {
    python = System.getProperty("checkpoint4j.python", "");
    assumeTrue(
        !python.isEmpty(),
        "needs -Dcheckpoint4j.python=<interpreter with pyarrow, pandas, polars and duckdb>");
  }

  @Test
  void everyCodecAndEncodingOfPyarrowIsRead() throws Exception {
    run("write.py", directory.toString());
    try (CheckpointManager manager = ParquetCheckpointManager.builder(directory).build()) {
      List<String> names = manager.list();
      assertThat(names).hasSize(17);
      for (String name : names) {
        List<Map<String, Object>> rows = manager.loadRows(name).orElseThrow();
        assertThat(rows).as(name).hasSize(ROWS);
        for (int i = 0; i < ROWS; i++) {
          assertSame(name, i, rows.get(i));
        }
        assertThat(manager.queryRows(name).where("small >= 3 and flag = true").count())
            .as(name)
            .isEqualTo(
                rows.stream()
                    .filter(r -> r.get("small") instanceof Integer s && s >= 3)
                    .filter(r -> Boolean.TRUE.equals(r.get("flag")))
                    .count());
      }
    }
  }

  private static void assertSame(String file, int i, Map<String, Object> row) {
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    expected.put("id", (long) i);
    expected.put("small", i % 7 == 0 ? null : i % 5);
    expected.put("name", i % 11 == 0 ? null : "name-" + i % 50 + "-é");
    expected.put("unique", String.format("prefix/%06d", i));
    expected.put("score", i / 7.0);
    expected.put("ratio", (float) (i / 8.0));
    expected.put("flag", i % 3 == 0);
    expected.put("day", LocalDate.of(2020, 1, 1).plusDays(i % 400));
    expected.put("at", Instant.parse("2024-05-01T12:00:00Z").plusNanos(i * 1000L));
    LocalDateTime local = LocalDateTime.of(1969, 12, 31, 23, 59, 59, i * 1000);
    expected.put("local", file.equals("int96") ? local.toInstant(java.time.ZoneOffset.UTC) : local);
    expected.put("amount", BigDecimal.valueOf(i, 2));
    List<String> tags = new ArrayList<>();
    for (int k = 0; k < i % 4; k++) {
      tags.add("t" + k);
    }
    expected.put("tags", i % 13 == 0 ? null : tags);
    expected.put("vector", List.of(i / 3.0, -i / 3.0));
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("first", "f" + i);
    person.put("ages", i % 2 == 0 ? List.of() : Arrays.asList(i, null));
    expected.put("person", i % 17 == 0 ? null : person);
    Map<String, @Nullable Object> counts = new LinkedHashMap<>();
    if (i % 3 > 0) {
      counts.put("a", i);
    }
    if (i % 3 > 1) {
      counts.put("b", null);
    }
    expected.put("counts", counts);
    expected.forEach(
        (key, value) ->
            assertThat(row.get(key)).as(file + " row " + i + " " + key).isEqualTo(value));
    assertThat((byte[]) row.get("data")).isEqualTo(new byte[] {(byte) (i % 256), 1, 2});
  }

  /** A bit of everything that other tools can show. */
  @SuppressWarnings("ArrayRecordComponent")
  record Everything(
      long id,
      @Nullable Integer small,
      String text,
      @Nullable String maybe,
      double score,
      float ratio,
      boolean flag,
      Instant at,
      LocalDateTime local,
      List<String> tags,
      double[] vector,
      Inner inner,
      Map<String, Integer> counts,
      List<Inner> inners) {
    /** Nested. */
    record Inner(String name, @Nullable List<Long> numbers) {}
  }

  @ParameterizedTest
  @EnumSource
  void otherToolsReadWhatIsWritten(Compression compression) throws Exception {
    List<Everything> records = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      records.add(everything(i));
    }
    try (CheckpointManager manager =
        ParquetCheckpointManager.builder(directory)
            .compression(compression)
            .rowGroupBytes(256 << 10)
            .build()) {
      manager.save("records", Everything.class, records);
    }
    Path lines = directory.resolve("records.jsonl");
    List<String> json = new ArrayList<>();
    for (Everything e : records) {
      json.add(json(e));
    }
    Files.write(lines, json);
    assertThat(run("read.py", directory.resolve("records.parquet").toString(), lines.toString()))
        .contains("same " + ROWS);
  }

  private static Everything everything(int i) {
    List<String> tags = new ArrayList<>();
    for (int k = 0; k < i % 4; k++) {
      tags.add("tag" + k);
    }
    Everything.Inner inner =
        new Everything.Inner("n" + i % 9, i % 3 == 0 ? null : List.of((long) i, -1L));
    return new Everything(
        i * 1_000_003L,
        i % 5 == 0 ? null : i % 3,
        "text number " + i + " ünïcode 😀",
        i % 2 == 0 ? null : "always the same",
        i / 7.0,
        i / 8f,
        i % 3 == 0,
        Instant.parse("2024-05-01T12:00:00Z").plusNanos(i * 1000L),
        LocalDateTime.of(1969, 12, 31, 23, 59, 59, i * 1000),
        tags,
        new double[] {i, 0.5, -i / 3.0},
        inner,
        Map.of("k" + i % 3, i),
        i % 4 == 0 ? List.of() : List.of(inner, inner));
  }

  private static String json(Everything e) throws IOException {
    var mapper = new com.fasterxml.jackson.databind.json.JsonMapper();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", e.id());
    row.put("small", e.small());
    row.put("text", e.text());
    row.put("maybe", e.maybe());
    row.put("score", e.score());
    row.put("ratio", (double) e.ratio());
    row.put("flag", e.flag());
    row.put("at", e.at().toString());
    row.put("local", e.local().toString());
    row.put("tags", e.tags());
    row.put("vector", e.vector());
    row.put("inner", inner(e.inner()));
    row.put("counts", e.counts());
    row.put("inners", e.inners().stream().map(PythonInteropTest::inner).toList());
    return mapper.writeValueAsString(row);
  }

  private static Map<String, @Nullable Object> inner(Everything.Inner inner) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", inner.name());
    map.put("numbers", inner.numbers());
    return map;
  }

  private String run(String script, String... arguments) throws Exception {
    Path program = directory.resolve(script);
    try (InputStream in = getClass().getResourceAsStream(script)) {
      Files.write(program, java.util.Objects.requireNonNull(in).readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(python, program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
