package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Does the same with several stores at once. */
final class Together {
  private Together() {}

  /** Runs an action for each item, on as many threads; returns when all are done. */
  static <V> void run(List<V> items, Consumer<V> action) {
    try (Workers workers = new Workers(items.size())) {
      Workers.InOrder<Boolean> done = workers.inOrder();
      for (V item : items) {
        done.submit(
            () -> {
              action.accept(item);
              return true;
            });
      }
      while (!done.isEmpty()) {
        done.take();
      }
    } catch (IOException e) {
      throw new CheckpointIOException("A store's work failed: " + e.getMessage(), e);
    }
  }
}
