package dev.checkpoint4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReportTest {
  private static Report report() throws Exception {
    return new Report(
        Json.MAPPER.readTree(
            """
            {"environment": {"date": "2026-01-02", "processors": 2, "jdk": "VM 17"},
             "benchmarks": [
               {"benchmark": "d.StoreBenchmark.load", "params": {"store": "JSONL", "workload": "SUMMARIES"},
                "primaryMetric": {"rawData": [[80, 78], [92]]},
                "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 200000000}}},
               {"benchmark": "d.ResumeBenchmark.resumable", "params": {"store": "PARQUET", "micros": "0"},
                "primaryMetric": {"rawData": [[190, 183, 201]]}},
               {"benchmark": "d.JacksonBenchmark.loadBytes", "params": {"workload": "SUMMARIES"},
                "primaryMetric": {"rawData": [[160]]}}],
             "fresh": [
               {"operation": "load", "store": "JSONL", "workload": "SUMMARIES", "millis": 900, "peakRssMb": 500},
               {"operation": "load", "store": "JSONL", "workload": "SUMMARIES", "millis": 700, "peakRssMb": 400},
               {"operation": "load", "store": "JSONL", "workload": "SUMMARIES", "millis": 800, "peakRssMb": 450}],
             "python": {"versions": {"python": "3.12"}, "results": [
               {"workload": "SUMMARIES", "peer": "Kura", "operation": "load", "median": 1840, "min": 1800, "max": 1900},
               {"peer": "polars", "failed": "ImportError"}]},
             "growth": [
               {"operation": "grow", "store": "JSONL", "rows": 10000, "millis": 20, "peakRssMb": 90, "diskBytes": 1500000},
               {"operation": "read", "store": "JSONL", "rows": 10000, "millis": 10, "peakRssMb": 80}]}
            """));
  }

  @Test
  void figuresStandBesideTheQuickestOfOurs() throws Exception {
    String filled =
        report()
            .fill(
                """
                a
                <!-- measured: peers summaries -->
                old
                <!-- end -->
                <!-- measured: backends summaries -->
                <!-- end -->
                <!-- measured: growth --><!-- end -->
                <!-- measured: steps --><!-- end -->
                """);

    assertThat(filled)
        .startsWith("a\n<!-- measured: peers summaries -->\n| operation")
        .contains("| load | **JSON Lines** | 80.0 (78.0 to 92.0) | 1.00 |")
        .contains("| load | Jackson | 160 (160 to 160) | 2.00 |")
        .contains("| load | Python: Kura | 1,840 (1,800 to 1,900) | 23.00 |")
        .contains("| first load in a fresh JVM, ms | 800 | – | – | – |")
        .contains("| allocated by a load, bytes a record | 2,000 |")
        .contains("| a resumable step, ms | – | 190 (183 to 201) | – | – |")
        .contains("| 10,000 | JSON Lines | 2.00 | 1.00 | 90.0 | 1.50 |")
        .doesNotContain("old");
    assertThat(report().fill(filled)).isEqualTo(filled);
  }

  @Test
  void aTableThatIsNotThereIsAnError() throws Exception {
    Report report = report();
    assertThatThrownBy(() -> report.fill("<!-- measured: nothing --><!-- end -->"))
        .hasMessageContaining("nothing");
  }

  @Test
  void chartsAreWellFormedAndEscapeTheirLabels() throws Exception {
    String svg =
        BarChart.draw(
            "load <all>",
            "ms",
            java.util.List.of(
                new BarChart.Bar("a & b", 10, true), new BarChart.Bar("c", 0.01, false)));

    javax.xml.parsers.DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new java.io.ByteArrayInputStream(
                svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(svg).contains("a &amp; b", "10.0 ms");
  }
}
