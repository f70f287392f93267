package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says what became slower from one result file of JMH (or of {@link Suite}) to another by more than
 * the noise: where the intervals of the errors do not meet, and the means differ by more than 5 %.
 * Ends with 1 if anything did.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar dev.checkpoint4j.benchmarks.Compare before.json after.json
 * }</pre>
 */
public final class Compare {
  private static final double LEAST_CHANGE = 0.05;

  private Compare() {}

  /** A mean and how far it may be off. */
  record Score(double mean, double error) {}

  /** Arguments: the two files. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: Compare BEFORE.json AFTER.json");
      System.exit(2);
    }
    Map<String, Score> before = scores(Json.read(Path.of(arguments[0])));
    Map<String, Score> after = scores(Json.read(Path.of(arguments[1])));
    System.out.print(text(before, after));
    System.exit(slower(before, after).isEmpty() ? 0 : 1);
  }

  static Map<String, Score> scores(JsonNode file) {
    Map<String, Score> scores = new TreeMap<>();
    for (JsonNode run : file.isArray() ? file : file.path("benchmarks")) {
      JsonNode metric = run.path("primaryMetric");
      double error = metric.path("scoreError").asDouble();
      scores.put(
          name(run), new Score(metric.path("score").asDouble(), Double.isNaN(error) ? 0 : error));
    }
    return scores;
  }

  /** The benchmark and its parameters. */
  static String name(JsonNode run) {
    String name = run.path("benchmark").asText();
    StringBuilder text =
        new StringBuilder(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
    run.path("params")
        .properties()
        .forEach(
            p -> text.append(' ').append(p.getKey()).append('=').append(p.getValue().asText()));
    return text.toString();
  }

  static Map<String, Double> slower(Map<String, Score> before, Map<String, Score> after) {
    return changed(before, after, 1);
  }

  /** By how much each changed in one direction: 1 for slower, -1 for faster. */
  private static Map<String, Double> changed(
      Map<String, Score> before, Map<String, Score> after, int direction) {
    Map<String, Double> changed = new TreeMap<>();
    after.forEach(
        (name, now) -> {
          Score then = before.get(name);
          if (then != null) {
            double difference = direction * (now.mean() - then.mean());
            boolean clear = difference > now.error() + then.error();
            if (clear && difference > LEAST_CHANGE * then.mean()) {
              changed.put(name, now.mean() / then.mean());
            }
          }
        });
    return changed;
  }

  static String text(Map<String, Score> before, Map<String, Score> after) {
    StringBuilder text = new StringBuilder();
    changed(before, after, 1)
        .forEach((name, ratio) -> line(text, "slower", name, ratio, before, after));
    changed(before, after, -1)
        .forEach((name, ratio) -> line(text, "faster", name, ratio, before, after));
    before.keySet().stream()
        .filter(n -> !after.containsKey(n))
        .forEach(n -> text.append("missing ").append(n).append('\n'));
    after.keySet().stream()
        .filter(n -> !before.containsKey(n))
        .forEach(n -> text.append("new     ").append(n).append('\n'));
    long compared = after.keySet().stream().filter(before::containsKey).count();
    return text.append(compared).append(" compared\n").toString();
  }

  private static void line(
      StringBuilder text,
      String word,
      String name,
      double ratio,
      Map<String, Score> before,
      Map<String, Score> after) {
    Score then = before.getOrDefault(name, new Score(0, 0));
    Score now = after.getOrDefault(name, new Score(0, 0));
    text.append(
        String.format(
            Locale.ROOT,
            "%s %s: %.1f ± %.1f -> %.1f ± %.1f (%+.0f %%)%n",
            word,
            name,
            then.mean(),
            then.error(),
            now.mean(),
            now.error(),
            100 * (ratio - 1)));
  }
}
