package dev.checkpoint4j.kit;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointQuery;
import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.kit.ValueTypes.Color;
import dev.checkpoint4j.query.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries: one meaning for each condition, in every backend. */
abstract class QueryContract extends ContractPart {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  QueryContract(CheckpointContract contract) {
    super(contract);
  }

  @BeforeEach
  void saveTalks() {
    manager.save(
        "talks",
        Talk.class,
        List.of(
            new Talk(
                0,
                1,
                3,
                10,
                0.5,
                "Python basics",
                List.of("a", "b"),
                new Talk.Meta("gpt", 4),
                T0,
                true,
                Color.RED,
                new BigDecimal("1.50")),
            new Talk(
                1,
                4,
                null,
                20,
                -0.5,
                "java",
                List.of(),
                new Talk.Meta(null, 1),
                T0.plusNanos(1),
                false,
                Color.BLUE,
                null),
            new Talk(
                2, 5, 5, 1L << 53, 2.0, null, null, null, null, true, null, new BigDecimal("2")),
            new Talk(
                3,
                4,
                3,
                (1L << 53) + 1,
                1e300,
                "",
                List.of("", "python"),
                new Talk.Meta("claude", null),
                T0.plusSeconds(60),
                false,
                Color.GREEN,
                new BigDecimal("1.5"))));
  }

  private CheckpointQuery<Talk> talks() {
    return manager.query("talks", Talk.class);
  }

  private void assertKeeps(Filter filter, Integer... ids) {
    assertThat(talks().where(filter).toList())
        .as("%s", filter)
        .extracting(Talk::id)
        .containsExactly(ids);
    assertThat(talks().where(filter.toString()).toList())
        .as("%s as text", filter)
        .extracting(Talk::id)
        .containsExactly(ids);
    assertThat(talks().where(filter).count()).as("%s counted", filter).isEqualTo(ids.length);
  }

  @Test
  void aQueryWithoutAConditionKeepsAll() {
    assertThat(talks().toList()).extracting(Talk::id).containsExactly(0, 1, 2, 3);
    assertThat(talks().where(Filter.all()).count()).isEqualTo(4);
  }

  @Test
  void numbersCompareByValueWhateverTheirType() {
    assertKeeps(field("score").eq(4), 1, 3);
    assertKeeps(field("score").eq(4L), 1, 3);
    assertKeeps(field("score").eq(4.0), 1, 3);
    assertKeeps(field("score").eq(new BigDecimal("4.00")), 1, 3);
    assertKeeps(field("score").eq(4.5));
    assertKeeps(field("score").lt(4.5), 0, 1, 3);
    assertKeeps(field("score").ge(4), 1, 2, 3);
    assertKeeps(field("score").gt(4), 2);
    assertKeeps(field("score").le(1), 0);
    assertKeeps(field("score").ne(4), 0, 2);
    assertKeeps(field("ratio").lt(0), 1);
    assertKeeps(field("price").eq(1.5), 0, 3);
  }

  @Test
  void largeIntegersCompareExactly() {
    assertKeeps(field("tokens").eq(1L << 53), 2);
    assertKeeps(field("tokens").gt(1L << 53), 3);
    assertKeeps(field("tokens").eq((double) (1L << 53)), 2);
    assertKeeps(field("score").lt(Long.MAX_VALUE), 0, 1, 2, 3);
    assertKeeps(field("score").lt(Double.POSITIVE_INFINITY), 0, 1, 2, 3);
  }

  @Test
  void aComparisonWithNullIsNeitherTrueNorItsOppositeTrue() {
    assertKeeps(field("frustration").eq(3), 0, 3);
    assertKeeps(field("frustration").ne(3), 2);
    assertKeeps(field("frustration").eq(3).not(), 2);
    assertKeeps(field("topic").contains("a").not(), 3);
    assertKeeps(field("tags").size().eq(0).not(), 0, 3);
    assertKeeps(field("tags").has("a").not(), 1, 3);
    assertKeeps(field("frustration").in(3, 4).not(), 2);
    assertKeeps(field("frustration").eq(3).or(field("score").eq(4)), 0, 1, 3);
    assertKeeps(field("frustration").eq(3).and(field("score").eq(4)).not(), 0, 2);
  }

  @Test
  void nullChecksAreNeverUnknown() {
    assertKeeps(field("frustration").isNull(), 1);
    assertKeeps(field("frustration").isNotNull(), 0, 2, 3);
    assertKeeps(field("meta").isNull(), 2);
    assertKeeps(field("meta.model").isNull(), 1, 2);
    assertKeeps(field("tags").isNull(), 2);
    assertKeeps(field("tags").isNotNull(), 0, 1, 3);
    assertKeeps(field("score").isNull());
  }

  @Test
  void oneOfSeveral() {
    assertKeeps(field("score").in(1, 5.0), 0, 2);
    assertKeeps(field("topic").in("java", ""), 1, 3);
    assertKeeps(field("score").in(), new Integer[0]);
    assertKeeps(field("frustration").in().not(), 0, 1, 2, 3);
    assertKeeps(field("color").in(Color.BLUE, Color.RED), 0, 1);
  }

  @Test
  void textsCompareAndMatch() {
    assertKeeps(field("topic").eq("java"), 1);
    assertKeeps(field("topic").lt("b"), 0, 3);
    assertKeeps(field("topic").contains("ython"), 0);
    assertKeeps(field("topic").contains("python"));
    assertKeeps(field("topic").containsIgnoreCase("PYTHON"), 0);
    assertKeeps(field("topic").startsWith("Py"), 0);
    assertKeeps(field("topic").startsWithIgnoreCase("pY"), 0);
    assertKeeps(field("topic").equalsIgnoreCase("JAVA"), 1);
    assertKeeps(field("topic").contains(""), 0, 1, 3);
  }

  @Test
  void listsBySizeAndElement() {
    assertKeeps(field("tags").size().eq(2), 0, 3);
    assertKeeps(field("tags").size().eq(0), 1);
    assertKeeps(field("tags").size().gt(0), 0, 3);
    assertKeeps(field("tags").size().ne(2), 1);
    assertKeeps(field("tags").size().le(1), 1);
    assertKeeps(field("tags").has("python"), 3);
    assertKeeps(field("tags").has(""), 3);
    assertKeeps(field("tags").has("Python"));
  }

  @Test
  void nestedPathsTimesFlagsAndEnums() {
    assertKeeps(field("meta.model").eq("gpt"), 0);
    assertKeeps(field("meta.turns").ge(1), 0, 1);
    assertKeeps(field("at").eq(T0), 0);
    assertKeeps(field("at").gt(T0), 1, 3);
    assertKeeps(field("at").le(T0.plusNanos(1)), 0, 1);
    assertKeeps(field("flagged").eq(true), 0, 2);
    assertKeeps(field("flagged").ne(true), 1, 3);
    assertKeeps(field("color").eq(Color.BLUE), 1);
    assertKeeps(field("color").eq("deep-blue"), 1);
  }

  @Test
  void andOrNotNest() {
    assertKeeps(
        field("score").ge(4).and(field("flagged").eq(false).or(field("topic").isNull())), 1, 2, 3);
    assertKeeps(field("score").ge(4).or(field("score").lt(2)).not());
    assertKeeps(Filter.all(), 0, 1, 2, 3);
    assertKeeps(Filter.all().not());
  }

  @Test
  void severalConditionsAreJoinedByAnd() {
    assertThat(talks().where(field("score").eq(4)).where("topic = 'java'").toList())
        .extracting(Talk::id)
        .containsExactly(1);
  }

  @Test
  void conditionsAsText() {
    assertThat(talks().where("score >= 4 and topic contains 'jav'").toList())
        .extracting(Talk::id)
        .containsExactly(1);
    assertThat(talks().where("not (score >= 4) or meta.model = 'claude'").toList())
        .extracting(Talk::id)
        .containsExactly(0, 3);
    assertThatThrownBy(() -> talks().where("score >= ")).isInstanceOf(InvalidQueryException.class);
    assertThatThrownBy(() -> talks().where("")).isInstanceOf(InvalidQueryException.class);
    assertThatThrownBy(() -> talks().where("score >= 4)"))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("11");
  }

  @Test
  void selectGivesTheNamedColumnsInOrder() {
    List<Map<String, Object>> rows =
        talks().where(field("score").eq(4)).select("meta.model", "id", "tags").toList();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).keySet()).containsExactly("meta.model", "id", "tags");
    assertThat(rows.get(1))
        .containsEntry("meta.model", "claude")
        .containsEntry("id", 3)
        .containsEntry("tags", List.of("", "python"));
    assertThat(rows.get(0)).containsEntry("meta.model", null);
  }

  @Test
  void selectRefusesNoneAndTwins() {
    assertThatThrownBy(() -> talks().select()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> talks().select("id", "id"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void limitsEndTheResults() {
    assertThat(talks().limit(2).toList()).extracting(Talk::id).containsExactly(0, 1);
    assertThat(talks().limit(0).toList()).isEmpty();
    assertThat(talks().limit(3).limit(1).count()).isEqualTo(1);
    assertThat(talks().where(field("score").ge(4)).limit(2).toList())
        .extracting(Talk::id)
        .containsExactly(1, 2);
    assertThat(talks().limit(Long.MAX_VALUE).count()).isEqualTo(4);
    assertThatThrownBy(() -> talks().limit(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQueryRunsAgainAndSeesWhatIsThereThen() {
    CheckpointQuery<Talk> query = talks().where(field("score").ge(4));
    assertThat(query.count()).isEqualTo(3);
    manager.save("talks", Talk.class, talks().limit(2).toList());
    assertThat(query.count()).isEqualTo(1);
    manager.delete("talks");
    assertThat(query.toList()).isEmpty();
  }

  @Test
  void anUnknownColumnIsAnErrorThatNamesTheNearest() {
    for (String path : List.of("scroe", "frustratoin", "meta.modle")) {
      assertThatThrownBy(() -> talks().where(field(path).eq(1)).toList())
          .isInstanceOf(InvalidQueryException.class)
          .hasMessageContaining(path.substring(path.indexOf('.') + 1));
    }
    assertThatThrownBy(() -> talks().where(field("scroe").eq(1)).count())
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("\"score\"");
    assertThatThrownBy(
            () -> talks().where(field("score").eq(4).or(field("nothing").isNull())).toList())
        .isInstanceOf(InvalidQueryException.class);
  }

  @Test
  void anUnknownColumnInSelectIsAnError() {
    assertThatThrownBy(() -> talks().select("id", "scroe").toList())
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("scroe");
  }

  @Test
  void aConstantThatCanNeverBeComparedIsAnError() {
    assertThatThrownBy(() -> talks().where(field("score").eq("four")).toList())
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("score");
    assertThatThrownBy(() -> talks().where(field("topic").gt(4)).toList())
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("topic");
    assertThatThrownBy(() -> talks().where(field("score").size().eq(1)).toList())
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("score");
  }

  @Test
  void rowsWithNoClassAreQueriedTheSameWay() {
    Map<String, Object> withNull = new LinkedHashMap<>();
    withNull.put("id", 2);
    withNull.put("v", null);
    manager.saveRows(
        "rows",
        List.of(
            Map.of("id", 0, "v", 1, "deep", Map.of("er", "x")),
            Map.of("id", 1, "v", 2L),
            withNull,
            Map.of("id", 3)));
    assertRows(field("v").ge(1), 0, 1);
    assertRows(field("v").eq(1), 0);
    assertRows(field("v").isNull(), 2, 3);
    assertRows(field("deep.er").eq("x"), 0);
    assertRows(field("deep").isNull(), 1, 2, 3);
    assertThatThrownBy(() -> manager.queryRows("rows").where(field("w").isNull()).toList())
        .isInstanceOf(InvalidQueryException.class);
  }

  private void assertRows(Filter filter, Integer... ids) {
    try (Stream<Map<String, Object>> rows = manager.queryRows("rows").where(filter).stream()) {
      assertThat(rows.map(row -> row.get("id"))).as("%s", filter).containsExactly((Object[]) ids);
    }
  }
}
