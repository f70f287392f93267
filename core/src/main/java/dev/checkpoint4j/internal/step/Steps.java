package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.StepBuilder;
import dev.checkpoint4j.StepFailure;
import dev.checkpoint4j.internal.reuse.KeyIndex;
import dev.checkpoint4j.internal.reuse.Reuser;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.StepLog;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Begins steps, and looks at the logs of those that are not running. */
public final class Steps {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Steps() {}

  /** Begins to describe a step. */
  public static StepBuilder begin(Backend backend, Reuser reuser, CheckpointName name) {
    return new StepBuilder() {
      @Override
      public <I> WithInput<I> input(
          Iterable<? extends I> inputs, java.util.function.Function<? super I, ?> keyOf) {
        return new StepInput<>(backend, reuser, name, inputs, keyOf);
      }
    };
  }

  /** The rows that could not be computed and are missing. */
  public static List<StepFailure> failures(Backend backend, CheckpointName name) {
    Map<Integer, StepFailure> failures = new TreeMap<>();
    KeyIndex keys = new KeyIndex();
    try (StepLog log = backend.openStep(name, PATIENCE)) {
      for (int part = 0; part < log.size(); part++) {
        byte[] bytes = log.read(part);
        if (bytes[0] == Part.FAILURE) {
          ByteBuffer key = ByteBuffer.wrap(bytes, 1, 16);
          failures.put(number(keys, key.getLong(), key.getLong()), Part.failure(bytes));
        } else if (bytes[0] == Part.ROWS) {
          Part.keysOfRows(bytes, (hi, lo, content, row) -> failures.remove(number(keys, hi, lo)));
        }
      }
    }
    return List.copyOf(failures.values());
  }

  private static int number(KeyIndex keys, long hi, long lo) {
    int number = keys.add(hi, lo);
    return number < 0 ? ~number : number;
  }

  /** Forgets a half-done step, even one whose log is damaged. */
  public static void discard(Backend backend, CheckpointName name) {
    backend.discardStep(name, PATIENCE);
  }
}
