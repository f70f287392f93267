package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.record.ConversationSummary;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Writes and streams summaries of about a kilobyte each, and compares every one. */
final class SmallHeapChild {
  private static final String NAME = "summaries";
  private static final int TEXT_CHARS = 900;

  private SmallHeapChild() {}

  /** The arguments are the URL of the store and how many records to write. */
  public static void main(String[] arguments) {
    int rows = Integer.parseInt(arguments[1]);
    long begun = System.nanoTime();
    try (CheckpointManager store = CheckpointManagers.open(arguments[0])) {
      try (CheckpointWriter<ConversationSummary> writer =
          store.writer(NAME, ConversationSummary.class)) {
        for (int i = 0; i < rows; i++) {
          writer.write(record(i));
        }
        writer.commit();
      }
      long written = System.nanoTime();
      int read = 0;
      try (Stream<ConversationSummary> stream = store.stream(NAME, ConversationSummary.class)) {
        for (Iterator<ConversationSummary> each = stream.iterator(); each.hasNext(); read++) {
          if (!each.next().equals(record(read))) {
            throw new IllegalStateException("Row " + (read + 1) + " came back as another");
          }
        }
      }
      long megabytes = store.info(NAME).orElseThrow().bytes() >> 20;
      System.out.printf(
          "read %d of %d MB; written in %d ms, read in %d ms, heap %d MB%n",
          read,
          megabytes,
          (written - begun) / 1_000_000,
          (System.nanoTime() - written) / 1_000_000,
          Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  /** Its text hardly compresses and is told by the number alone. */
  @SuppressWarnings("NullAway") // It does not see the annotation of an array that is a component.
  private static ConversationSummary record(int number) {
    Random random = new Random(number);
    StringBuilder text = new StringBuilder(TEXT_CHARS);
    while (text.length() < TEXT_CHARS) {
      text.append(Long.toString(random.nextLong(), Character.MAX_RADIX)).append(' ');
    }
    return new ConversationSummary(
        text.toString(),
        null,
        "topic " + number % 50,
        List.of("en"),
        null,
        1 + number % 5,
        1 + number % 4,
        List.of(),
        "chat-" + number,
        Map.of("model", "m" + number % 3),
        null);
  }
}
