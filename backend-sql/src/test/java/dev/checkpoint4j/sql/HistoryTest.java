package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.record.Cluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions in tables: across runs, with rows that lie once, and against a model. */
class HistoryTest {
  private static final int KEEP = 3;
  private static final int STEPS = 250;

  @TempDir private Path directory;
  private SqlCheckpointManager manager;

  @BeforeEach
  void openStore() {
    manager = open(Retention.keep(KEEP));
  }

  private SqlCheckpointManager open(Retention retention) {
    return SqlCheckpointManager.builder(directory.resolve("c.db")).retention(retention).build();
  }

  @AfterEach
  void closeStore() {
    manager.close();
  }

  private static List<Cluster> clusters(int generation) {
    return IntStream.range(0, 3)
        .mapToObj(i -> new Cluster("g" + generation, "n" + i, "d", "s", List.of("c"), null))
        .toList();
  }

  private void save(int... generations) {
    for (int generation : generations) {
      manager.save("c", Cluster.class, clusters(generation));
    }
  }

  private long count(String from) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("c.db"));
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select count(*) from " + from)) {
      return found.getLong(1);
    }
  }

  @Test
  void equalContentsLieOnce() throws SQLException {
    save(1, 2, 1);
    assertThat(manager.versions("c")).hasSize(3);
    assertThat(count("c4j_rowset")).isEqualTo(2);
    assertThat(count("c4j_cluster_member")).isEqualTo(6);
    var info = manager.info("c").orElseThrow();
    assertThat(info.logicalBytes()).isEqualTo(3 * info.bytes());
    assertThat(info.physicalBytes()).isEqualTo(2 * info.bytes());
    assertThat(info.digest()).isEqualTo(manager.versions("c").get(2).digest()).isPresent();
    assertThat(manager.load("c", dev.checkpoint4j.TypeRef.of(Cluster.class), 1))
        .contains(clusters(1));
    save(1);
    assertThat(manager.versions("c")).extracting("version").containsExactly(4L, 3L, 2L);
    assertThat(count("c4j_rowset")).isEqualTo(2);
  }

  @Test
  void aSaveOfTheSameContentsMendsWhatWasEdited() throws SQLException {
    save(1);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("c.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("update c4j_cluster set name = 'edited'");
    }
    assertThatThrownBy(() -> manager.rollback("c", 1))
        .isInstanceOf(CorruptCheckpointException.class);
    save(1);
    assertThat(manager.load("c", Cluster.class)).contains(clusters(1));
    assertThat(manager.load("c", dev.checkpoint4j.TypeRef.of(Cluster.class), 1))
        .contains(clusters(1));
    assertThat(count("c4j_rowset")).isEqualTo(1);
  }

  @Test
  void anOlderVersionOfACompletedRunComesBackInTheDefaultOne() throws SQLException {
    Fingerprint one = Fingerprint.version("1");
    String run = manager.createRun("r", null, Map.of()).id();
    manager.save("c", dev.checkpoint4j.TypeRef.of(Cluster.class), clusters(1), one);
    save(2);
    manager.completeRun(run);
    assertThat(manager.explain("c", one).hit()).isTrue();
    assertThat(
            manager.getOrCompute(
                "c",
                Cluster.class,
                one,
                () -> {
                  throw new AssertionError("computed");
                }))
        .isEqualTo(clusters(1));
    assertThat(manager.load("c", Cluster.class)).contains(clusters(1));
    assertThat(manager.inRun(run).load("c", Cluster.class)).contains(clusters(2));
    assertThat(count("c4j_rowset")).isEqualTo(2);
    assertThat(manager.inRun(run).delete("c")).isTrue();
    assertThat(manager.load("c", Cluster.class)).contains(clusters(1));
    assertThat(manager.delete("c")).isTrue();
    assertThat(count("c4j_rowset")).isZero();
    assertThat(count("c4j_cluster")).isZero();
  }

  @Test
  void pruneListsTheRowsThatGoAndCountsThem() throws SQLException {
    save(1, 2, 3);
    manager.tag("c", 1, "kept");
    try (SqlCheckpointManager frugal = open(Retention.keep(1))) {
      PruneReport dry = frugal.prune(true);
      assertThat(dry.files())
          .singleElement()
          .satisfies(
              file -> {
                assertThat(file.checkpoint()).isEqualTo("c");
                assertThat(file.path()).contains("table c4j_cluster, rowset 2");
                assertThat(file.reason()).contains("version 2").contains("no tag");
              });
      assertThat(dry.freedBytes()).isZero();
      assertThat(count("c4j_rowset")).isEqualTo(3);
      PruneReport report = frugal.prune(false);
      assertThat(report.files()).isEqualTo(dry.files());
      assertThat(report.freedBytes()).isEqualTo(report.bytes()).isPositive();
      assertThat(frugal.versions("c")).extracting("version").containsExactly(3L, 1L);
    }
    try (SqlCheckpointManager shortLived =
        open(Retention.keep(5).withAge(Duration.ofMillis(1)).withBytes(0))) {
      shortLived.untag("c", "kept");
      shortLived.prune(false);
      assertThat(shortLived.versions("c")).extracting("version").containsExactly(3L);
    }
  }

  /** A version as it must be. */
  private record Expected(long number, int generation, TreeSet<String> tags) {}

  private final List<Expected> model = new ArrayList<>();
  private long last;

  @Test
  void randomHistoriesAreThoseOfTheModelAndLeaveNoRowsBehind() throws SQLException {
    long seed = Long.getLong("checkpoint4j.seed", System.nanoTime());
    System.out.println("histories: -Dcheckpoint4j.seed=" + seed);
    Random random = new Random(seed);
    save(0);
    push(0);
    for (int i = 0; i < STEPS; i++) {
      step(random);
      List<Expected> found = new ArrayList<>();
      for (VersionInfo version : manager.versions("c")) {
        int generation =
            Integer.parseInt(
                manager
                    .load("c", dev.checkpoint4j.TypeRef.of(Cluster.class), version.version())
                    .orElseThrow()
                    .get(0)
                    .id()
                    .substring(1));
        found.add(new Expected(version.version(), generation, new TreeSet<>(version.tags())));
      }
      assertThat(found).as("step %s", i).isEqualTo(model);
      long contents = model.stream().map(Expected::generation).distinct().count();
      assertThat(count("c4j_rowset")).as("contents after step %s", i).isEqualTo(contents);
      assertThat(count("c4j_cluster")).isEqualTo(3 * contents);
      assertThat(count("c4j_cluster_member")).isEqualTo(3 * contents);
    }
    // A version whose tag was the last thing to go stays until the next save.
    save(4);
    push(4);
    assertThat(manager.prune(false).files()).isEmpty();
    assertThat(manager.versions("c")).hasSameSizeAs(model);
  }

  private void step(Random random) {
    int choice = random.nextInt(20);
    long number = model.isEmpty() ? 1 : model.get(random.nextInt(model.size())).number();
    String tag = "tag-" + random.nextInt(3);
    if (choice < 9) {
      int generation = random.nextInt(4);
      save(generation);
      push(generation);
    } else if (choice < 13) {
      assertThat(manager.tag("c", number, tag)).isEqualTo(!model.isEmpty());
      tag(model.isEmpty() ? -1 : number, tag);
    } else if (choice < 15) {
      boolean had = model.stream().anyMatch(version -> version.tags().contains(tag));
      assertThat(manager.untag("c", tag)).isEqualTo(had);
      tag(-1, tag);
    } else if (choice < 18) {
      boolean there = !model.isEmpty();
      assertThat(manager.rollback("c", number).isPresent()).isEqualTo(there);
      model.stream()
          .filter(version -> version.number() == number)
          .map(Expected::generation)
          .findFirst()
          .ifPresent(this::push);
    } else if (choice == 18) {
      manager.prune(false);
      keep();
    } else if (random.nextInt(3) == 0) {
      assertThat(manager.delete("c")).isEqualTo(!model.isEmpty());
      model.clear();
      last = 0;
    }
  }

  private void push(int generation) {
    model.add(0, new Expected(++last, generation, new TreeSet<>()));
    keep();
  }

  private void tag(long number, String tag) {
    model.forEach(version -> version.tags().remove(tag));
    model.stream()
        .filter(version -> version.number() == number)
        .forEach(version -> version.tags().add(tag));
  }

  private void keep() {
    List<Expected> kept = new ArrayList<>();
    int untagged = 0;
    for (Expected version : model) {
      boolean current = kept.isEmpty();
      if (current || !version.tags().isEmpty() || untagged < KEEP) {
        kept.add(version);
      }
      untagged += current || version.tags().isEmpty() ? 1 : 0;
    }
    model.clear();
    model.addAll(kept);
  }
}
