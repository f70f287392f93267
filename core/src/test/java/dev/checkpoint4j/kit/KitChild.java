package dev.checkpoint4j.kit;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.ResumableStep;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.kit.Samples.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The program of the contract's child processes: {@code <work> <url> <name> <number>…}. It says on
 * its standard output what it has done, a line each, once it is done.
 */
public final class KitChild {
  /** Rows of each generation that a child saves. */
  static final int ROWS = 50;

  /** Generations of one writer begin at its number times this. */
  static final long GENERATIONS = 1_000_000_000L;

  /** Rows that a killed step may lose. */
  static final int FLUSH_ROWS = 20;

  private KitChild() {}

  /** Runs one kind of work until it is done or killed. */
  public static void main(String[] arguments) throws Exception {
    ProcessHandle.current().parent().ifPresent(KitChild::endWith);
    String name = arguments[2];
    long number = arguments.length > 3 ? Long.parseLong(arguments[3]) : 0;
    try (CheckpointManager store = CheckpointManagers.open(arguments[1])) {
      switch (arguments[0]) {
        case "save" -> save(store, name);
        case "compete" -> compete(store, name, number, Long.parseLong(arguments[4]));
        case "read" -> read(store, name, number);
        case "step" -> step(store, name, (int) number, Long.parseLong(arguments[4]));
        case "hold" -> hold(store, name, number);
        default -> throw new IllegalArgumentException("No work " + arguments[0]);
      }
    }
  }

  /** A test that was itself killed leaves no child that works for ever. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to be told
  private static void endWith(ProcessHandle parent) {
    parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
  }

  /** Generation after generation, without end, from the one that it is told to begin with. */
  private static void save(CheckpointManager store, String name) throws IOException {
    store.exists(name);
    say("ready");
    for (long generation = Long.parseLong(input().readLine()); ; generation++) {
      store.save(name, Item.class, Samples.items(generation, ROWS));
      say("ack " + generation);
    }
  }

  /** Saves until the time is over, and once at least: a busy machine may let it pass. */
  private static void compete(CheckpointManager store, String name, long writer, long seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long saves = 0;
    do {
      store.save(name, Item.class, Samples.items(writer * GENERATIONS + saves, ROWS));
      saves++;
    } while (System.nanoTime() < end);
    say("saves " + saves);
  }

  /** Loads until the time is over; the generations of each writer never go back. */
  private static void read(CheckpointManager store, String name, long seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Map<Long, Long> newest = new HashMap<>();
    long reads = 0;
    while (System.nanoTime() < end) {
      List<Item> items = store.load(name, Item.class).orElse(null);
      if (items == null) {
        say("bad: nothing was there");
        return;
      }
      long generation = items.get(0).generation();
      if (!items.equals(Samples.items(generation, ROWS))) {
        say("bad: a mixture");
        return;
      }
      Long before = newest.put(generation / GENERATIONS, generation);
      if (before != null && before > generation) {
        say("bad: " + generation + " after " + before);
        return;
      }
      reads++;
    }
    say("reads " + reads);
  }

  /** Computes the rows that are missing and says so of each. */
  private static void step(CheckpointManager store, String name, int rows, long pauseMillis) {
    FlushPolicy flush = new FlushPolicy(FLUSH_ROWS, Duration.ofHours(1));
    TypeRef<Item> type = TypeRef.of(Item.class);
    try (ResumableStep<Item> step =
        store.resume(name, type, Item::number, Optional.empty(), flush, Duration.ofMinutes(1))) {
      for (int i = 0; i < rows; i++) {
        if (!step.contains(i)) {
          say("computed " + i + ".");
          step.add(Samples.item(1, i));
          TimeUnit.MILLISECONDS.sleep(pauseMillis);
        }
      }
      step.complete();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    say("done");
  }

  /** Writes without a commit, until a line on the standard input says what to do. */
  private static void hold(CheckpointManager store, String name, long generation)
      throws IOException {
    try (CheckpointWriter<Item> writer = store.writer(name, Item.class)) {
      for (Item item : Samples.items(generation, 2_000)) {
        writer.write(item);
      }
      say("holding");
      if ("commit".equals(input().readLine())) {
        writer.commit();
        say("committed");
      }
    }
  }

  private static BufferedReader input() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
