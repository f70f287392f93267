package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointQuery;
import dev.checkpoint4j.query.Filter;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Random filters keep exactly the rows that an independent evaluator keeps. */
abstract class RandomQueryContract extends ContractPart {
  private static final int ROUNDS = 400;

  private List<Talk> talks = List.of();

  RandomQueryContract(CheckpointContract contract) {
    super(contract);
  }

  @BeforeEach
  void saveTalks() {
    talks = Talk.random(Seeds.random("talks"), 500);
    manager.save("talks", Talk.class, talks);
  }

  private CheckpointQuery<Talk> query(Filter filter) {
    return manager.query("talks", Talk.class).where(filter);
  }

  private List<Talk> expected(Filter filter) {
    return talks.stream().filter(talk -> KitEvaluator.keeps(filter, talk)).toList();
  }

  @Test
  void randomFiltersKeepWhatTheEvaluatorKeeps() {
    Seeds.rounds(
        ROUNDS,
        random -> {
          Filter filter = new RandomFilters(random).next(3);
          assertThat(ids(query(filter).toList())).as("%s", filter).isEqualTo(ids(expected(filter)));
        });
  }

  private static List<Integer> ids(List<Talk> found) {
    return found.stream().map(Talk::id).toList();
  }

  @Test
  void countAndStreamAndLimitAgreeWithTheList() {
    Seeds.rounds(
        ROUNDS / 4,
        random -> {
          Filter filter = new RandomFilters(random).next(2);
          List<Talk> expected = expected(filter);
          long limit = random.nextInt(20);
          assertThat(query(filter).count()).as("%s", filter).isEqualTo(expected.size());
          try (Stream<Talk> stream = query(filter).stream()) {
            assertThat(stream.toList()).as("%s", filter).isEqualTo(expected);
          }
          assertThat(query(filter).limit(limit).toList())
              .as("%s limit %s", filter, limit)
              .isEqualTo(expected.stream().limit(limit).toList());
          assertThat(query(filter).limit(limit).count())
              .isEqualTo(Math.min(limit, expected.size()));
        });
  }

  @Test
  void aPrintedFilterParsesToItselfAndMeansTheSame() {
    Seeds.rounds(
        ROUNDS / 2,
        random -> {
          Filter filter = new RandomFilters(random).next(3);
          Filter parsed = Filter.parse(filter.toString());
          assertThat(parsed).isEqualTo(filter);
          assertThat(ids(query(parsed).toList())).as("%s", filter).isEqualTo(ids(expected(filter)));
        });
  }

  @Test
  void aFilterAndItsOppositeShareNoRow() {
    Seeds.rounds(
        ROUNDS / 8,
        random -> {
          Filter filter = new RandomFilters(random).next(2);
          List<Integer> kept = ids(query(filter).toList());
          assertThat(ids(query(filter.not()).toList())).doesNotContainAnyElementsOf(none(kept));
        });
  }

  /** AssertJ takes no empty list here. */
  private static List<Integer> none(List<Integer> ids) {
    return ids.isEmpty() ? List.of(-1) : ids;
  }

  @Test
  void selectedColumnsAreThoseOfTheRecords() {
    Seeds.rounds(
        ROUNDS / 8,
        random -> {
          Filter filter = new RandomFilters(random).next(2);
          assertThat(
                  query(filter).select("id", "topic", "meta.model").toList().stream()
                      .map(Exact::text)
                      .toList())
              .as("%s", filter)
              .isEqualTo(expected(filter).stream().map(RandomQueryContract::selected).toList());
        });
  }

  private static String selected(Talk talk) {
    java.util.Map<String, Object> row = new java.util.HashMap<>();
    row.put("id", talk.id());
    row.put("topic", talk.topic());
    if (talk.meta() != null) {
      row.put("meta.model", talk.meta().model());
    }
    return Exact.text(row);
  }

  @Test
  void theTableHasEveryKindOfRow() {
    Random random = new Random(1);
    long some =
        Stream.generate(() -> new RandomFilters(random).next(2))
            .limit(100)
            .filter(f -> !expected(f).isEmpty() && expected(f).size() < talks.size())
            .count();
    assertThat(some).as("filters that keep some rows and drop some").isGreaterThan(40);
  }
}
