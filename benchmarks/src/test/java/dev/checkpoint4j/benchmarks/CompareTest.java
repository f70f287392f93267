package dev.checkpoint4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareTest {
  private static Map<String, Compare.Score> scores(double load, double loadError, double save)
      throws JsonProcessingException {
    return Compare.scores(
        Json.MAPPER.readTree(
            """
            [{"benchmark": "a.b.StoreBenchmark.load", "params": {"store": "SQL"},
              "primaryMetric": {"score": %s, "scoreError": %s}},
             {"benchmark": "a.b.StoreBenchmark.save",
              "primaryMetric": {"score": %s, "scoreError": "NaN"}}]
            """
                .formatted(load, loadError, save)));
  }

  @Test
  void whatIsSlowerByMoreThanTheNoiseIsNamed() throws Exception {
    Map<String, Compare.Score> before = scores(100, 5, 50);

    assertThat(Compare.slower(before, scores(108, 5, 50))).isEmpty();
    assertThat(Compare.slower(before, scores(104, 0.1, 50))).isEmpty();
    assertThat(Compare.slower(before, scores(120, 5, 49)))
        .containsOnly(Map.entry("StoreBenchmark.load store=SQL", 1.2));
    assertThat(Compare.text(before, scores(120, 5, 40)))
        .startsWith("slower StoreBenchmark.load store=SQL: 100.0 ± 5.0 -> 120.0 ± 5.0 (+20 %)")
        .contains("faster StoreBenchmark.save: 50.0")
        .endsWith("2 compared\n");
  }

  @Test
  void whatIsMissingOrNewIsNamed() throws Exception {
    Map<String, Compare.Score> before = scores(1, 0, 1);
    Map<String, Compare.Score> after = Map.of("other", new Compare.Score(1, 0));

    assertThat(Compare.text(before, after))
        .contains("missing StoreBenchmark.save\n", "new     other\n", "0 compared\n");
  }
}
