package dev.checkpoint4j.examples.pipeline;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run computed and reused, as an aligned table. */
final class ReportTable {
  private final List<StepReport> reports;

  ReportTable(List<StepReport> reports) {
    this.reports = List.copyOf(reports);
  }

  void print(PrintWriter out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("step", "result", "rows", "bytes", "ms"));
    reports.forEach(report -> lines.add(line(report)));
    lines.add(total());
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    out.println();
    lines.forEach(line -> out.println(align(line, widths)));
    out.flush();
  }

  private static List<String> line(StepReport report) {
    return List.of(
        report.step(),
        report.outcome().toString(),
        number(report.rows()),
        number(report.bytes()),
        number(report.time().toMillis()));
  }

  private List<String> total() {
    Duration time = reports.stream().map(StepReport::time).reduce(Duration.ZERO, Duration::plus);
    long rows = reports.stream().mapToLong(StepReport::rows).sum();
    long bytes = reports.stream().mapToLong(StepReport::bytes).sum();
    return List.of("total", "", number(rows), number(bytes), number(time.toMillis()));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Words to the left, numbers to the right. */
  private static String align(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : "  ").append(i < 2 ? cell + padding : padding + cell);
    }
    return line.toString();
  }
}
