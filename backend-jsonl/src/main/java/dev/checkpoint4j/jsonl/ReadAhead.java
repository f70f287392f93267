package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses the next chunks on several threads while the results of the one before are used; gives
 * them in order. Used by one thread at a time.
 */
final class ReadAhead<R> implements AutoCloseable {
  private final ChunkReader chunks;
  private final LineFactory json;
  private final Supplier<LineRows<R>> rows;
  private final Workers workers;
  private final Workers.InOrder<ParsedChunk<R>> parsed;
  private boolean ended;

  /**
   * @param rows called once for each chunk, whose thread alone uses what it gives
   */
  ReadAhead(ChunkReader chunks, LineFactory json, Supplier<LineRows<R>> rows, int threads) {
    this.chunks = chunks;
    this.json = json;
    this.rows = rows;
    this.workers = new Workers(threads);
    this.parsed = workers.inOrder();
  }

  /** Null after the last. */
  @Nullable ParsedChunk<R> next() throws IOException {
    while (!ended && !parsed.isFull()) {
      Chunk chunk = chunks.read();
      if (chunk == null) {
        ended = true;
      } else {
        parsed.submit(() -> ParsedChunk.parse(chunk, json, rows.get()));
      }
    }
    if (parsed.isEmpty()) {
      return null;
    }
    ParsedChunk<R> next = parsed.take();
    chunks.recycle(next.chunk());
    return next;
  }

  /** Waits for what has begun. */
  @Override
  public void close() {
    workers.close();
  }
}
