package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.record.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir private Path directory;
  private final List<SqlCheckpointManager> opened = new ArrayList<>();
  private SqlCheckpointManager manager;

  @BeforeEach
  void openStore() {
    manager = open(SqlCheckpointManager.DEFAULT_HEARTBEAT);
  }

  private SqlCheckpointManager open(Duration heartbeat) {
    SqlCheckpointManager another =
        SqlCheckpointManager.builder(directory.resolve("runs.db")).heartbeat(heartbeat).build();
    opened.add(another);
    return another;
  }

  @AfterEach
  void closeStores() {
    opened.forEach(SqlCheckpointManager::close);
  }

  private static List<Cluster> clusters(String... ids) {
    return java.util.Arrays.stream(ids)
        .map(id -> new Cluster(id, "name " + id, "d", "s", List.of("chat-1", id), null))
        .toList();
  }

  private static List<String> names(SqlCheckpointManager from) {
    return from.load("clusters", Cluster.class).orElse(List.of()).stream()
        .map(Cluster::id)
        .toList();
  }

  @Test
  void aRunKeepsWhatItWasCreatedWith() {
    Run created = manager.createRun("nightly", "all of May", Map.of("model", "small", "k", 10));
    Run read = manager.getRun(created.id()).orElseThrow();
    assertThat(read).isEqualTo(created);
    assertThat(read.name()).isEqualTo("nightly");
    assertThat(read.description()).contains("all of May");
    assertThat(read.config()).isEqualTo(Map.of("model", "small", "k", 10));
    assertThat(read.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(read.completedAt()).isEmpty();
    assertThat(manager.currentRun()).contains(read.id());
  }

  @Test
  void countersComeFromWhatWasCommitted() {
    Run run = manager.createRun("r", null, Map.of());
    manager.save("clusters", Cluster.class, clusters("a", "b"));
    manager.save("clusters", Cluster.class, clusters("a", "b", "c"));
    manager.saveRows("other", List.of(Map.of("x", 1)));
    try (var writer = manager.writer("never", Cluster.class)) {
      writer.write(clusters("z").get(0));
    }
    Run read = manager.getRun(run.id()).orElseThrow();
    assertThat(read.rows()).isEqualTo(4);
    assertThat(read.checkpoints()).extracting(Run.Saved::name).containsExactly("clusters", "other");
    assertThat(read.checkpoints().get(0).version()).isEqualTo(2);
    assertThat(read.checkpoints().get(0).rows()).isEqualTo(3);
    assertThat(read.bytes()).isPositive();
  }

  @Test
  void runsAreListedNewestFirstAndByStatus() throws Exception {
    String first = manager.createRun("first", null, Map.of()).id();
    Thread.sleep(5);
    String second = manager.createRun("second", null, Map.of()).id();
    Thread.sleep(5);
    String third = manager.createRun("third", null, Map.of()).id();
    manager.completeRun(first);
    manager.failRun(second, "the model was gone");
    assertThat(manager.listRuns(null, 10))
        .extracting(Run::id)
        .containsExactly(third, second, first);
    assertThat(manager.listRuns(null, 1)).extracting(Run::id).containsExactly(third);
    assertThat(manager.listRuns(RunStatus.COMPLETED, 10))
        .extracting(Run::id)
        .containsExactly(first);
    assertThat(manager.listRuns(RunStatus.RUNNING, 10)).extracting(Run::id).containsExactly(third);
    assertThat(manager.listRuns(RunStatus.FAILED, 10).get(0).error())
        .contains("the model was gone");
    assertThat(manager.listRuns(RunStatus.ABANDONED, 10)).isEmpty();
  }

  @Test
  void theSameChatInTwoRunsIsTwoRowsAndNeitherHidesTheOther() {
    String first = manager.createRun("first", null, Map.of()).id();
    manager.save("clusters", Cluster.class, clusters("a", "a"));
    String second = manager.createRun("second", null, Map.of()).id();
    manager.save("clusters", Cluster.class, clusters("a", "b", "c"));
    assertThat(names(manager)).containsExactly("a", "b", "c");
    manager.setCurrentRun(first);
    assertThat(names(manager)).containsExactly("a", "a");
    assertThat(manager.delete("clusters")).isTrue();
    manager.setCurrentRun(second);
    assertThat(names(manager)).containsExactly("a", "b", "c");
  }

  @Test
  void withoutARunTheNewestCompletedOneThatHasTheCheckpointIsLoaded() throws Exception {
    String first = manager.createRun("first", null, Map.of()).id();
    manager.save("clusters", Cluster.class, clusters("1"));
    manager.saveRows("only-first", List.of(Map.of()));
    String second = manager.createRun("second", null, Map.of()).id();
    manager.save("clusters", Cluster.class, clusters("2"));
    String running = manager.createRun("running", null, Map.of()).id();
    manager.save("clusters", Cluster.class, clusters("3"));
    manager.completeRun(first);
    Thread.sleep(5);
    manager.completeRun(second);
    assertThat(names(manager)).as("in the current run").containsExactly("3");
    manager.setCurrentRun(null);
    assertThat(names(manager)).containsExactly("2");
    assertThat(manager.list()).containsExactly("clusters", "only-first");
    assertThat(manager.loadRows("only-first")).isPresent();
    manager.completeRun(running);
    assertThat(names(manager)).containsExactly("3");
  }

  @Test
  void savesWithoutARunGoToTheDefaultOne() {
    manager.save("clusters", Cluster.class, clusters("x"));
    assertThat(names(open(SHORT))).containsExactly("x");
    assertThat(manager.listRuns(null, 10)).extracting(Run::id).containsExactly("default");
    assertThat(manager.getRun("default").orElseThrow().rows()).isEqualTo(1);
  }

  @Test
  void anEndedRunTakesNothingMore() {
    String id = manager.createRun("r", null, Map.of()).id();
    manager.save("clusters", Cluster.class, clusters("x"));
    manager.completeRun(id);
    assertThat(manager.currentRun()).isEmpty();
    manager.setCurrentRun(id);
    assertThatThrownBy(() -> manager.save("clusters", Cluster.class, clusters("y")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(id)
        .hasMessageContaining("completed");
    assertThat(names(manager)).containsExactly("x");
    assertThatThrownBy(() -> manager.completeRun(id)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> manager.resumeRun(id)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRunOfASilentProcessIsAbandonedAndAnotherProcessGoesOnWithIt() throws Exception {
    SqlCheckpointManager dying = open(SHORT);
    String id = dying.createRun("r", null, Map.of()).id();
    dying.save("clusters", Cluster.class, clusters("done"));
    SqlCheckpointManager other = open(SHORT);
    assertThatThrownBy(() -> other.resumeRun(id))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another process");
    dying.close();
    Thread.sleep(SHORT.toMillis() * (Heartbeat.MISSED + 2));
    assertThat(other.getRun(id).orElseThrow().status()).isEqualTo(RunStatus.ABANDONED);
    assertThat(other.listRuns(RunStatus.ABANDONED, 5)).extracting(Run::id).containsExactly(id);
    Run resumed = other.resumeRun(id);
    assertThat(resumed.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(names(other)).containsExactly("done");
    other.save("clusters", Cluster.class, clusters("done", "more"));
    Thread.sleep(SHORT.toMillis() * (Heartbeat.MISSED + 2));
    assertThat(other.getRun(id).orElseThrow().status())
        .as("its heart beats")
        .isEqualTo(RunStatus.RUNNING);
    other.completeRun(id);
    assertThat(other.getRun(id).orElseThrow().completedAt()).isPresent();
  }

  @Test
  void aFailedRunCanBeResumed() {
    String id = manager.createRun("r", null, Map.of()).id();
    manager.save("clusters", Cluster.class, clusters("x"));
    manager.failRun(id, "no more credit");
    Run resumed = manager.resumeRun(id);
    assertThat(resumed.error()).isEmpty();
    assertThat(names(manager)).containsExactly("x");
    manager.completeRun(id);
  }

  @Test
  void queriesReachAnyRun() {
    String first = manager.createRun("first", null, Map.of()).id();
    manager.save("clusters", Cluster.class, clusters("a", "b"));
    manager.createRun("second", null, Map.of());
    manager.save("clusters", Cluster.class, clusters("c"));
    assertThat(manager.query(first, "clusters", Cluster.class).where("chat_ids has 'a'").toList())
        .isEqualTo(clusters("a"));
    assertThat(manager.query("nowhere", "clusters", Cluster.class).count()).isZero();
    assertThat(manager.inRun(first).list()).containsExactly("clusters");
  }

  @Test
  void unknownAndIllegalRunsAreRefused() {
    assertThat(manager.getRun("unknown")).isEmpty();
    assertThatThrownBy(() -> manager.setCurrentRun("unknown"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown");
    for (String id : List.of("", "a b", "'; drop table c4j_run; --", "x".repeat(65))) {
      assertThatThrownBy(() -> manager.getRun(id)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
