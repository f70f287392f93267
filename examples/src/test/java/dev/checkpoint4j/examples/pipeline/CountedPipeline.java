package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * The pipeline with rows that take a while, and a file that grows by a byte for each row that is
 * computed, whatever becomes of the process. Arguments: the store's URL, that file, and the
 * conversations if they are not the shipped ones.
 */
final class CountedPipeline {
  static final int CLUSTERS = 10;

  private static final int MILLIS_PER_ROW = 2;

  private CountedPipeline() {}

  public static void main(String[] arguments) {
    Path counter = Path.of(arguments[1]);
    Path input = arguments.length > 2 ? Path.of(arguments[2]) : null;
    try (CheckpointManager checkpoints = CheckpointManagers.open(arguments[0])) {
      new Pipeline(new StepRunner(checkpoints, new Counting(counter)))
          .run(ConversationSource.of(input), CLUSTERS);
    }
  }

  /** Counts what it is shown. */
  private static final class Counting extends Progress {
    private final Path counter;

    private Counting(Path counter) {
      super(null);
      this.counter = counter;
    }

    @Override
    void show(int done, int all) {
      try {
        Files.write(counter, new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        TimeUnit.MILLISECONDS.sleep(MILLIS_PER_ROW);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException("Nobody interrupts this", e);
      }
    }
  }
}
