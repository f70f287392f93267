package dev.checkpoint4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.sql.SqlCheckpointManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, run as a user runs it. */
class CommandTest {
  private final Path dir;
  private final Jar jar;

  CommandTest(@TempDir Path dir) {
    this.dir = dir;
    this.jar = new Jar(dir);
  }

  private static List<Map<String, Object>> topics() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", "t" + i);
      row.put("score", i % 5);
      row.put("name", i % 2 == 0 ? "python" : "travel");
      row.put("meta", Map.of("model", "m" + i % 3));
      rows.add(row);
    }
    return rows;
  }

  private void save(String url) {
    try (CheckpointManager store = CheckpointManagers.open(url)) {
      store.saveRows("topics", topics());
      store.saveRows("step1/empty", List.of());
    }
  }

  private String in(String format, String place) {
    return format + ":" + dir.resolve(place);
  }

  private static JsonNode json(Jar.Result result) {
    try {
      return new ObjectMapper().readTree(result.out());
    } catch (IOException e) {
      throw new AssertionError("Not JSON: " + result.out(), e);
    }
  }

  private void damage(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(dir.resolve(file));
    bytes[bytes.length / 2] ^= 1;
    Files.write(dir.resolve(file), bytes);
  }

  @Test
  void listShowsTheCheckpointsOfTheDefaultDirectory() {
    save(in("jsonl", "checkpoints"));
    Jar.Result result = jar.run("list");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.lines().get(0)).startsWith("NAME").endsWith("CREATED");
    assertThat(result.out()).contains("step1/empty").contains("topics").contains("2 checkpoints");
    assertThat(jar.run("ls", "--names").lines()).containsExactly("step1/empty", "topics");
    JsonNode list = json(jar.run("list", "--json", "-s", "checkpoints"));
    assertThat(list.get(1).get("rows").asInt()).isEqualTo(40);
    assertThat(jar.run("list", "-s", "jsonl:nowhere").lines())
        .containsExactly("no checkpoints in jsonl:nowhere");
    assertThat(jar.run("info", "nope").err()).contains("\"nope\" in ./checkpoints");
  }

  @Test
  void theEnvironmentNamesTheStore() {
    save(in("parquet", "elsewhere"));
    Jar kura =
        new Jar(
            dir,
            Map.of(
                "KURA_CHECKPOINT_DIR",
                dir.resolve("elsewhere").toString(),
                "KURA_CHECKPOINT_FORMAT",
                "parquet"));
    assertThat(kura.run("list", "--names").lines()).contains("topics");
    Jar url = new Jar(dir, Map.of("CHECKPOINT_URL", in("parquet", "elsewhere")));
    assertThat(url.run("list", "--names").lines()).contains("topics");
  }

  @Test
  void infoHeadAndQueryShowWhatIsInACheckpoint() {
    save(in("parquet", "p"));
    assertThat(jar.run("info", "topics", "-s", "p").out())
        .contains("parquet")
        .contains("score")
        .contains("struct<model: string>");
    assertThat(jar.run("head", "topics", "-n", "2", "-s", "p", "--json").lines())
        .hasSize(2)
        .first()
        .asString()
        .isEqualTo("{\"id\":\"t0\",\"score\":0,\"name\":\"python\",\"meta\":{\"model\":\"m0\"}}");
    String[] query = {
      "query",
      "topics",
      "-s",
      "p",
      "--where",
      "score >= 3 and name contains 'pyth'",
      "--select",
      "id,meta.model",
      "--limit",
      "2"
    };
    assertThat(jar.run(query).lines()).containsExactly("id  meta.model", "t4  m1", "t8  m2");
    assertThat(jar.run("query", "topics", "-s", "p", "-w", "score = 1", "--count").lines())
        .containsExactly("8");
  }

  @Test
  void mistakesAreOneLineWithTheWayOutAndAnExitCode() {
    save(in("jsonl", "checkpoints"));
    Jar.Result absent = jar.run("info", "topic");
    assertThat(absent.exitCode()).isEqualTo(3);
    assertThat(absent.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("did you mean \"topics\"");
    Jar.Result query = jar.run("query", "topics", "--where", "scor > 1");
    assertThat(query.exitCode()).isEqualTo(2);
    assertThat(query.err().lines()).hasSize(1).first().asString().contains("score");
    assertThat(jar.run("list", "-s", "nowhere").exitCode()).isEqualTo(2);
    assertThat(jar.run("list", "-s", "parqet:x").err()).contains("did you mean \"parquet\"");
    assertThat(jar.run("info", "../x").exitCode()).isEqualTo(2);
    assertThat(jar.run("lost").exitCode()).isEqualTo(2);
    assertThat(jar.run("info", "../x", "--stacktrace").err()).contains("\tat ");
  }

  @Test
  void helpHasExamplesAndCompletionIsAScript() {
    assertThat(jar.run("--help").out()).contains("Examples:").contains("Exit codes:");
    assertThat(jar.run("query", "--help").out()).contains("concerning_score >= 4");
    assertThat(jar.run("--version").out()).contains("checkpoints 0.").contains("parquet");
    assertThat(jar.run("generate-completion").out()).contains("complete ").contains("migrate");
  }

  @Test
  void damageIsFoundAcceptedWhenMeantAndHasItsExitCode() throws IOException {
    save(in("jsonl", "checkpoints"));
    assertThat(jar.run("verify").exitCode()).isZero();
    Path file = dir.resolve("checkpoints/topics.jsonl");
    Files.writeString(file, Files.readString(file).replace("travel", "trains"));
    Jar.Result found = jar.run("verify", "topics", "--json");
    assertThat(found.exitCode()).isEqualTo(4);
    assertThat(json(found).get(0).get("status").asText()).isEqualTo("damaged");
    Jar.Result head = jar.run("head", "topics");
    assertThat(head.exitCode()).isEqualTo(4);
    assertThat(head.err()).doesNotContain("trains");
    assertThat(jar.run("accept", "topics", "--dry-run").out()).contains("damaged");
    assertThat(jar.run("accept", "topics").out()).contains("version 2, 40 rows");
    assertThat(jar.run("verify").exitCode()).isZero();
  }

  @Test
  void deleteAsksAndSaysWhatItWouldDo() {
    save(in("jsonl", "checkpoints"));
    Jar.Result unasked = jar.run("delete", "topics");
    assertThat(unasked.exitCode()).isEqualTo(5);
    assertThat(unasked.err()).contains("--yes");
    assertThat(jar.run("delete", "topics", "--dry-run").out()).contains("would delete topics");
    assertThat(jar.run("list", "--names").lines()).contains("topics");
    assertThat(jar.run("delete", "topics", "--yes").exitCode()).isZero();
    assertThat(jar.run("list", "--names").lines()).doesNotContain("topics");
  }

  @Test
  void migrateMeasuresCopiesAndLeavesAloneWhatIsThere() {
    save(in("jsonl", "from"));
    Jar.Result dry = jar.run("migrate", "from", "parquet:to", "--dry-run", "--json");
    assertThat(dry.exitCode()).isZero();
    assertThat(json(dry).get("checkpoints").get(1).get("outcome").asText()).isEqualTo("MEASURED");
    assertThat(dir.resolve("to")).doesNotExist();
    assertThat(jar.run("migrate", "from", "parquet:to", "--verify").out()).contains("migrated");
    assertThat(jar.run("migrate", "from", "parquet:to").out()).contains("already there");
    assertThat(jar.run("migrate", "from", "to").err()).contains("parquet:to");
    try (CheckpointManager other = CheckpointManagers.open(in("jsonl", "other"))) {
      other.saveRows("topics", List.of(Map.of("n", 1)));
    }
    Jar.Result conflict = jar.run("migrate", "other", "parquet:to", "--only", "topics");
    assertThat(conflict.exitCode()).isEqualTo(4);
    assertThat(conflict.out()).contains("conflict");
    assertThat(jar.run("migrate", "other", "parquet:to", "--overwrite").exitCode()).isEqualTo(5);
    assertThat(jar.run("migrate", "other", "parquet:to", "--overwrite", "--yes").exitCode())
        .isZero();
  }

  @Test
  void analyzeComparesFormatsAndDrawsThem() throws IOException {
    save(in("jsonl", "checkpoints"));
    save(in("parquet", "checkpoints"));
    Jar.Result result = jar.run("analyze", "--chart", "chart.svg", "checkpoints");
    assertThat(result.exitCode()).isZero();
    assertThat(result.lines().get(0)).contains("jsonl").contains("parquet");
    assertThat(result.out()).contains("█").contains("%");
    assertThat(Files.readString(dir.resolve("chart.svg"))).startsWith("<svg").contains("parquet");
    JsonNode json = json(jar.run("analyze", "checkpoints", "--json"));
    long jsonl = json.get("totals").get(0).get("bytes").asLong();
    long parquet = json.get("totals").get(1).get("bytes").asLong();
    assertThat(json.get("totals").get(1).get("saved").asLong()).isEqualTo(jsonl - parquet);
  }

  @Test
  void repairMakesTheCopiesOfAMultiStoreEqual() throws IOException {
    String multi = "multi:[a=jsonl:a][b=parquet:b]";
    save("multi:[a=" + in("jsonl", "a") + "][b=" + in("parquet", "b") + "]");
    assertThat(jar.run("verify", "-s", multi).exitCode()).isZero();
    damage("a/topics.jsonl");
    assertThat(jar.run("verify", "-s", multi).exitCode()).isEqualTo(4);
    Jar.Result dry = jar.run("repair", "-s", multi, "--dry-run");
    assertThat(dry.exitCode()).isEqualTo(4);
    assertThat(dry.out()).contains("damaged");
    assertThat(jar.run("repair", "-s", multi).exitCode()).isEqualTo(5);
    assertThat(jar.run("repair", "-s", multi, "--yes").exitCode()).isZero();
    assertThat(jar.run("verify", "-s", multi).exitCode()).isZero();
    assertThat(jar.run("repair", "-s", "a").err()).contains("multi:");
  }

  @Test
  void sqlWithoutItsEngineSaysWhereToGetIt() {
    save(in("jsonl", "checkpoints"));
    Jar.Result result = jar.run("sql", "select count(*) from topics");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("org.duckdb:duckdb_jdbc").contains("--duckdb");
  }

  @Test
  void sqlRunsOverCheckpointsWhereTheEngineIs() {
    String driver = System.getProperty("checkpoints.duckdb", "");
    Assumptions.assumeFalse(driver.isEmpty(), "-Dcheckpoints.duckdb names no driver");
    save(in("jsonl", "checkpoints"));
    String sql =
        "select name, count(*) as n from topics where score > 1 group by name order by name";
    assertThat(jar.run("sql", sql, "--duckdb", driver).lines())
        .containsExactly("name    n", "python  12", "travel  12");
  }

  @Test
  void theLauncherScriptRunsTheJar() {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh here");
    save(in("jsonl", "checkpoints"));
    Jar shell =
        new Jar(
            dir,
            Map.of(
                "CHECKPOINTS_JAR", Jar.property("checkpoints.jar"),
                "JAVA_HOME", System.getProperty("java.home", ""),
                "XDG_CACHE_HOME", dir.resolve("cache").toString()));
    for (int i = 0; i < 2; i++) {
      Jar.Result result =
          shell.start(List.of("/bin/sh", Jar.property("checkpoints.launcher"), "list", "--names"));
      assertThat(result.err()).isEmpty();
      assertThat(result.lines()).containsExactly("step1/empty", "topics");
    }
  }

  /** Three versions of which the first has a tag. */
  private void saveVersions() {
    try (CheckpointManager store = CheckpointManagers.open(in("jsonl", "checkpoints"))) {
      for (int version = 1; version <= 3; version++) {
        Fingerprint fingerprint = Fingerprint.version("v1").param("model", "m" + version);
        store.save("topics", TypeRef.mapRow(), topics().subList(version, 40), fingerprint);
        if (version == 1) {
          store.tag("topics", 1, "baseline");
        }
      }
    }
  }

  @Test
  void versionsAreListedComparedTaggedAndBroughtBack() {
    saveVersions();
    assertThat(jar.run("versions", "topics").lines())
        .hasSize(4)
        .element(1)
        .asString()
        .matches(" +3 +current .* 37 .*…");
    assertThat(jar.run("tag", "topics", "good", "2").out()).contains("tagged version 2");
    JsonNode versions = json(jar.run("versions", "topics", "--json"));
    assertThat(versions.get(1).get("tags").get(0).asText()).isEqualTo("good");
    assertThat(versions.get(2).get("parts").has("param model")).isTrue();
    Jar.Result diff = jar.run("diff", "topics", "baseline", "current", "--key", "id");
    assertThat(diff.exitCode()).isEqualTo(4);
    assertThat(diff.out()).contains("version 1 to 3: 0 added, 2 removed, 0 changed").contains("t2");
    JsonNode one = json(jar.run("diff", "topics", "-k", "id,name", "-l", "0", "--json"));
    assertThat(one.get("removed").asLong()).isEqualTo(1);
    assertThat(jar.run("diff", "topics", "3", "3", "--key", "id").exitCode()).isZero();
    assertThat(jar.run("rollback", "topics", "good", "--dry-run").out()).contains("to version 2");
    assertThat(jar.run("rollback", "topics").exitCode()).isEqualTo(5);
    assertThat(jar.run("rollback", "--all", "baseline", "--yes").out())
        .contains("topics is version 1 again, as version 4");
    assertThat(jar.run("tag", "topics", "good", "--remove").out()).contains("untagged version 2");
    assertThat(jar.run("info", "topics").out()).contains("all versions").contains("on disk");
  }

  @Test
  void mistakesWithVersionsAreNamed() {
    saveVersions();
    Jar.Result key = jar.run("diff", "topics", "--key", "idd");
    assertThat(key.exitCode()).isEqualTo(2);
    assertThat(key.err()).contains("did you mean \"id\"");
    Jar.Result version = jar.run("rollback", "topics", "9", "--yes");
    assertThat(version.exitCode()).isEqualTo(3);
    assertThat(version.err()).contains("no version \"9\"; there are 3, 2, 1 [baseline]");
    assertThat(jar.run("tag", "topics", "no/tag").exitCode()).isEqualTo(2);
    assertThat(jar.run("versions", "nothing").exitCode()).isEqualTo(3);
    assertThat(jar.run("rollback").exitCode()).isEqualTo(2);
  }

  @Test
  void pruneListsAsksAndFrees() {
    saveVersions();
    String fewer = in("jsonl", "checkpoints") + "?keep=1";
    Jar.Result dry = jar.run("prune", "--dry-run", "-s", fewer);
    assertThat(dry.out()).contains("version 2 is beyond what is kept").contains("would be freed");
    assertThat(jar.run("prune", "-s", fewer).exitCode()).isEqualTo(5);
    JsonNode done = json(jar.run("prune", "--yes", "--json", "-s", fewer));
    assertThat(done.get("freedBytes")).isEqualTo(done.get("bytes"));
    assertThat(jar.run("prune", "--yes", "-s", fewer).out()).contains("nothing to remove");
  }

  @Test
  void explainNamesWhatChangedAndWhetherItWouldBeTaken() throws IOException {
    saveVersions();
    assertThat(jar.run("explain", "topics").out())
        .contains("param model")
        .contains("since version 2: param model changed");
    Path file = dir.resolve("wanted.json");
    Files.writeString(file, Fingerprint.version("v1").param("model", "m9").toJson());
    Jar.Result miss = jar.run("explain", "topics", "--fingerprint", "wanted.json");
    assertThat(miss.exitCode()).isEqualTo(4);
    assertThat(miss.out()).startsWith("MISS topics: param model changed");
    Files.writeString(file, Fingerprint.version("v1").param("model", "m2").toJson());
    assertThat(jar.run("explain", "topics", "--fingerprint", "wanted.json").exitCode()).isZero();
    Files.writeString(file, "{}");
    assertThat(jar.run("explain", "topics", "--fingerprint", "wanted.json").exitCode())
        .isEqualTo(2);
  }

  @Test
  void runsOfADatabaseAreListedAndShown() {
    String id;
    try (SqlCheckpointManager store =
        SqlCheckpointManager.builder(dir.resolve("runs.db")).build()) {
      id = store.createRun("nightly", "all of May", Map.of("model", "small")).id();
      store.saveRows("topics", topics());
      store.completeRun(id);
      store.failRun(store.createRun("broken", null, Map.of()).id(), "no budget left");
    }
    Jar.Result list = jar.run("runs", "-s", "sql:runs.db");
    assertThat(list.err()).isEmpty();
    assertThat(list.lines()).hasSize(3);
    assertThat(list.out()).contains("nightly").contains("completed").contains("40");
    Jar.Result one = jar.run("runs", id, "-s", "sql:runs.db");
    assertThat(one.out())
        .contains("all of May")
        .contains("{\"model\":\"small\"}")
        .contains("topics");
    JsonNode failed = json(jar.run("runs", "--status", "failed", "--json", "-s", "sql:runs.db"));
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).get("error").asText()).isEqualTo("no budget left");
    assertThat(jar.run("runs", "nothing", "-s", "sql:runs.db").exitCode()).isEqualTo(3);
    save(in("jsonl", "checkpoints"));
    assertThat(jar.run("runs").err()).contains("sql store");
  }

  @Test
  void everyFormatIsInTheJar() {
    save("multi:[a=" + in("hf-dataset", "d") + "][b=" + in("sql", "c.db") + "]");
    assertThat(jar.run("list", "-s", "d").out()).contains("hf-dataset").contains("topics");
    assertThat(jar.run("query", "topics", "-s", "sql:c.db", "-w", "score = 1", "--count").lines())
        .containsExactly("8");
  }
}
