package dev.checkpoint4j.query;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.InvalidQueryException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilterRoundTripTest {
  private static final long SEED = 20_261_121L;

  @Test
  void whatAFilterPrintsParsesToAnEqualFilter() {
    RandomFilters filters = new RandomFilters(new Random(SEED));
    for (int i = 0; i < 20_000; i++) {
      Filter filter = filters.filter(5, filters::path, filters::constant);
      String text = filter.toString();
      Filter read = Filter.parse(text);
      assertThat(read).as("seed %d, filter %d: %s", SEED, i, text).isEqualTo(filter);
      assertThat(read).hasToString(text);
      assertThat(read.paths()).isEqualTo(filter.paths());
    }
  }

  @Test
  void brokenTextIsParsedOrRefusedButNothingElse() {
    Random random = new Random(SEED);
    RandomFilters filters = new RandomFilters(random);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text =
          new StringBuilder(filters.filter(3, filters::path, filters::constant).toString());
      for (int cut = random.nextInt(3); cut >= 0 && text.length() > 0; cut--) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, filters.text());
        }
      }
      try {
        Filter read = Filter.parse(text.toString());
        assertThat(Filter.parse(read.toString())).as("seed %d: %s", SEED, text).isEqualTo(read);
      } catch (InvalidQueryException e) {
        refused++;
        assertThat(e).hasMessageContaining("position");
      }
    }
    assertThat(refused).isBetween(5_000, 19_999);
  }

  @Test
  void joinsOfNoneAndOneKeepTheirForm() {
    Filter one = field("a").eq(1);
    for (Filter filter :
        List.of(
            Filter.all(),
            new Filter.Or(List.of()),
            new Filter.And(List.of(one)),
            new Filter.Or(List.of(one)),
            new Filter.And(List.of(Filter.all(), one)),
            new Filter.And(List.of(new Filter.And(List.of(one, one)), one)))) {
      assertThat(Filter.parse(filter.toString())).isEqualTo(filter);
    }
    assertThat(new Filter.Or(List.of(one))).hasToString("any(a = 1)");
  }

  @Test
  void aFilterTooDeepToParseStillPrints() {
    Filter filter = field("a").eq(1);
    for (int i = 0; i < 20_000; i++) {
      filter = filter.not();
    }
    assertThat(filter.toString()).startsWith("not (not (not (").endsWith(")");
    assertThat(filter.paths()).containsExactly("a");
  }
}
