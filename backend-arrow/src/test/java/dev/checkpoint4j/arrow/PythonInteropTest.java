package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.checkpoint4j.CheckpointManager;
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
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code datasets} and pyarrow write is read here, and what is written here they open. */
@Tag("interop")
class PythonInteropTest {
  private static final int ROWS = 2500;

  @TempDir Path directory = Path.of("");

  private String python = "";

  @BeforeEach
  void findPython() {
    String given = System.getProperty("checkpoint4j.python", System.getenv("CHECKPOINT4J_PYTHON"));
    assumeTrue(
        given != null && !given.isEmpty(),
        "no Python with datasets, pyarrow and polars: -Dcheckpoint4j.python=<path>");
    python = String.valueOf(given);
  }

  @Test
  void whateverDatasetsAndPyarrowWriteIsRead() throws Exception {
    run("write.py", directory.toString());
    try (CheckpointManager manager = HfDatasetCheckpointManager.builder(directory).build()) {
      assertThat(manager.list())
          .containsExactly(
              "coded",
              "labels",
              "lz4",
              "old",
              "one",
              "shards",
              "sliced",
              "splits/test",
              "splits/train",
              "views",
              "zstd");
      for (String name :
          List.of("one", "shards", "coded", "lz4", "zstd", "old", "views", "sliced")) {
        assertAll(manager, name);
      }
      assertThat(manager.loadRows("splits/train").orElseThrow()).hasSize(2000);
      assertThat(manager.loadRows("splits/test").orElseThrow().get(0)).containsEntry("id", 2000L);
      List<Map<String, Object>> labels = manager.loadRows("labels").orElseThrow();
      assertThat(labels).extracting(r -> r.get("label")).containsExactly("no", "yes", null, "yes");
      assertThat(labels.get(1)).containsEntry("roles", List.of("assistant", "user"));
      assertThat(manager.queryRows("labels").where("label = 'yes'").count()).isEqualTo(2);
    }
  }

  private static void assertAll(CheckpointManager manager, String name) {
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
    assertThat(manager.queryRows(name).where("coded = 'code 3'").count())
        .isEqualTo(rows.stream().filter(r -> "code 3".equals(r.get("coded"))).count());
    assertSelected(manager, name, rows, "name-3-é");
    assertSelected(manager, name, rows, "name-44-é");
  }

  /** A row in fifty, each read from where it lies. */
  private static void assertSelected(
      CheckpointManager manager, String name, List<Map<String, Object>> rows, String wanted) {
    List<Map<String, Object>> few =
        manager.queryRows(name).where("name = '" + wanted + "'").toList();
    assertThat(few)
        .extracting(r -> r.get("id"))
        .isEqualTo(
            rows.stream().filter(r -> wanted.equals(r.get("name"))).map(r -> r.get("id")).toList());
    for (Map<String, Object> row : few) {
      assertSame(name, Integer.parseInt(String.valueOf(row.get("id"))), row);
    }
  }

  private static void assertSame(String file, int i, Map<String, Object> row) {
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    expected.put("id", (long) i);
    expected.put("small", i % 7 == 0 ? null : i % 5);
    expected.put("unsigned", (long) i);
    expected.put("name", i % 11 == 0 ? null : "name-" + i % 50 + "-é");
    expected.put("large", "large " + i);
    expected.put("coded", i % 13 == 0 ? null : "code " + i % 6);
    expected.put("score", i / 7.0);
    expected.put("ratio", (float) (i / 8.0));
    expected.put("half", i < 2048 ? (Object) (i / 2f) : row.get("half"));
    expected.put("flag", i % 3 == 0);
    expected.put("day", LocalDate.of(2020, 1, 1).plusDays(i % 400));
    expected.put("at", Instant.parse("2024-05-01T12:00:00Z").plusNanos(i * 1000L));
    expected.put("local", LocalDateTime.of(1969, 12, 31, 23, 59, 59, i * 1000));
    expected.put("time", java.time.LocalTime.of(1, 2, 3, i * 1000).toString());
    expected.put("amount", BigDecimal.valueOf(i, 2));
    List<String> tags = new ArrayList<>();
    for (int k = 0; k < i % 4; k++) {
      tags.add("t" + k);
    }
    expected.put("tags", i % 13 == 0 ? null : tags);
    expected.put("pair", List.of(i / 3.0, -i / 3.0));
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("first", "f" + i);
    person.put("ages", Arrays.asList(i, null));
    expected.put("person", i % 17 == 0 ? null : person);
    expected.put("nothing", null);
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
      LocalDate day,
      List<String> tags,
      double[] vector,
      Inner inner,
      Map<String, Integer> counts,
      List<Inner> inners) {
    /** Nested. */
    record Inner(String name, @Nullable List<Long> numbers) {}
  }

  @ParameterizedTest
  @EnumSource(names = "GZIP", mode = EnumSource.Mode.EXCLUDE)
  void otherToolsOpenWhatIsWritten(Compression compression) throws Exception {
    assertOpens(compression, ROWS, "in 1", 1 << 30);
  }

  @Test
  void otherToolsOpenSeveralShards() throws Exception {
    assertOpens(Compression.NONE, ROWS, "in 5", 100_000);
  }

  @Test
  void otherToolsOpenACheckpointWithoutRows() throws Exception {
    assertOpens(Compression.NONE, 0, "in 1", 1 << 20);
  }

  private void assertOpens(Compression compression, int rows, String files, long shard)
      throws Exception {
    List<Everything> records = new ArrayList<>();
    List<String> json = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      records.add(everything(i));
      json.add(json(records.get(i)));
    }
    try (CheckpointManager manager =
        HfDatasetCheckpointManager.builder(directory)
            .compression(compression)
            .maxShardBytes(shard)
            .batchRows(500)
            .build()) {
      manager.save("records", Everything.class, records);
      assertThat(manager.load("records", Everything.class).orElseThrow()).hasSize(rows);
    }
    Path lines = Files.write(directory.resolve("records.jsonl"), json);
    assertThat(
            run(
                "read.py",
                directory.resolve("records").toString(),
                lines.toString(),
                compression == Compression.NONE ? "mapped" : "compressed"))
        .contains("same " + rows + " " + files);
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
        LocalDate.of(2024, 1, 1).plusDays(i % 100),
        tags,
        new double[] {i, 0.5, -i / 3.0},
        inner,
        Map.of("k" + i % 3, i),
        i % 4 == 0 ? List.of() : List.of(inner, inner));
  }

  private static String json(Everything e) throws Exception {
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
    row.put("day", e.day().toString());
    row.put("tags", e.tags());
    row.put("vector", e.vector());
    row.put("inner", inner(e.inner()));
    row.put("counts", e.counts());
    row.put("inners", e.inners().stream().map(PythonInteropTest::inner).toList());
    return new JsonMapper().writeValueAsString(row);
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
      Files.write(program, Objects.requireNonNull(in).readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(python, program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HF_HOME", directory.resolve("hf").toString());
    builder.environment().put("HF_HUB_OFFLINE", "1");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
