package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.record.Cluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a query says about itself is the SQL that runs. */
class ExplainTest {
  private SqlCheckpointManager manager;

  @BeforeEach
  void saveSomething(@TempDir Path directory) {
    manager = SqlCheckpointManager.builder(directory.resolve("c.db")).build();
    manager.save(
        "c",
        Cluster.class,
        List.of(
            new Cluster("a", "Secret name", "d", "s", List.of("1", "2"), null),
            new Cluster("b", "other", "d", "s", List.of(), "a")));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private List<String> explain(String filter) {
    return manager.query("c", Cluster.class).where(filter).explain().lines().toList();
  }

  @Test
  void aFilterThatTheDatabaseDecidesIsSqlWithoutItsValues() {
    assertThat(explain("name = 'Secret name' and chat_ids has '1'"))
        .anyMatch(
            line ->
                line.contains("from c4j_cluster where rowset_id = ? and position > ? and (name = ?")
                    && line.contains("exists (select 1 from c4j_cluster_member"))
        .anyMatch(line -> line.contains("the database decides about all of it"))
        .anyMatch(line -> line.contains("select count(*) from c4j_cluster where rowset_id = ?"))
        .noneMatch(line -> line.startsWith("sql") && line.contains("Secret"));
  }

  @Test
  void whatItCannotDecideIsSaid() {
    assertThat(explain("id = 'b' and name icontains 'OTHER'"))
        .anyMatch(line -> line.contains("and id = ?"))
        .anyMatch(line -> line.contains("leaves over"));
  }

  @Test
  void withoutAFilterTheCatalogueCounts() {
    assertThat(manager.query("c", Cluster.class).explain().lines())
        .anyMatch(line -> line.contains("rows: 2 in table c4j_cluster, run default"))
        .anyMatch(line -> line.contains("the catalogue tells the count"));
  }
}
