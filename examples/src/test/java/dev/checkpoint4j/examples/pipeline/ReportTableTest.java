package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.examples.pipeline.StepReport.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTableTest {
  private static final StepReport SUMMARIES =
      new StepReport("summaries", Outcome.COMPUTED, 1_000, 1_034_001, Duration.ofMillis(1_250));

  @Test
  void columnsAreAligned() {
    StepReport clusters =
        new StepReport("clusters", Outcome.REUSED, 10, 4_711, Duration.ofNanos(2_900_000));
    StringWriter text = new StringWriter();

    new ReportTable(List.of(SUMMARIES, clusters)).print(new PrintWriter(text));

    assertThat(text.toString().lines().map(String::stripTrailing))
        .containsExactly(
            "",
            "step       result     rows      bytes     ms",
            "summaries  computed  1,000  1,034,001  1,250",
            "clusters   reused       10      4,711      2",
            "total                1,010  1,038,712  1,252");
  }

  @Test
  void aReportIsALogLine() {
    assertThat(SUMMARIES).hasToString("summaries: computed, 1,000 rows, 1,034,001 bytes, 1,250 ms");
  }
}
