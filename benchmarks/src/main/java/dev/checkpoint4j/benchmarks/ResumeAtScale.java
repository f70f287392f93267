package dev.checkpoint4j.benchmarks;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.ResumableStep;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a step of so many rows half done, or says how long another process takes to go on with it:
 * {@code java -Xmx256m -cp benchmarks.jar …ResumeAtScale leave|go-on DIRECTORY ROWS}.
 */
public final class ResumeAtScale {
  /** A small row. */
  public record Row(String id, int value, String text) {}

  private ResumeAtScale() {}

  /** Does one of the two. */
  public static void main(String[] arguments) {
    int rows = Integer.parseInt(arguments[2]);
    try (CheckpointManager manager = CheckpointManagers.open("jsonl:" + arguments[1])) {
      if (arguments[0].equals("leave")) {
        leave(manager, rows / 2);
      } else {
        goOn(manager, rows);
      }
    }
  }

  private static Row row(int i) {
    return new Row("conversation-" + i, i, "The user asked for help with topic " + i % 1_000);
  }

  private static void leave(CheckpointManager manager, int rows) {
    try (ResumableStep<Row> step = manager.resume("rows", Row.class, Row::id)) {
      for (int i = 0; i < rows; i++) {
        step.add(row(i));
      }
    }
  }

  private static void goOn(CheckpointManager manager, int rows) {
    long start = System.nanoTime();
    try (ResumableStep<Row> step = manager.resume("rows", Row.class, Row::id)) {
      int there = 0;
      for (int i = 0; i < rows; i++) {
        if (step.contains(row(i).id())) {
          there++;
        }
      }
      say("opened and asked for all keys, " + there + " rows there", start);
      for (int i = 0; i < rows; i++) {
        if (!step.contains(row(i).id())) {
          step.add(row(i));
        }
      }
      step.complete();
      say("computed the rest and completed", start);
    }
  }

  private static void say(String what, long start) {
    Runtime runtime = Runtime.getRuntime();
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s: %d ms, %d MB of %d MB in use",
            what,
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
            (runtime.totalMemory() - runtime.freeMemory()) >> 20,
            runtime.maxMemory() >> 20));
  }
}
