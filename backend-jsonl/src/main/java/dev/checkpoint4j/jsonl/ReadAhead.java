package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses the next chunks on several threads while the results of the one before are used; gives
 * them in order. Where records are long, fewer are on their way. Used by one thread at a time.
 */
final class ReadAhead<R> implements AutoCloseable {
  /** Of the file, or one chunk where that is longer; records take a few times as much. */
  static final int MOST_BYTES = 8 << 20;

  private final ChunkReader chunks;
  private final LineFactory json;
  private final Supplier<LineRows<R>> rows;
  private final Workers workers;
  private final Workers.InOrder<ParsedChunk<R>> parsed;
  private long pendingBytes;
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
    while (!ended && !parsed.isFull() && pendingBytes < MOST_BYTES) {
      Chunk chunk = chunks.read();
      if (chunk == null) {
        ended = true;
      } else {
        pendingBytes += length(chunk);
        parsed.submit(() -> ParsedChunk.parse(chunk, json, rows.get()));
      }
    }
    if (parsed.isEmpty()) {
      return null;
    }
    ParsedChunk<R> next = parsed.take();
    pendingBytes -= length(next.chunk());
    chunks.recycle(next.chunk());
    return next;
  }

  private static long length(Chunk chunk) {
    return chunk.end() - chunk.start();
  }

  /** Waits for what has begun. */
  @Override
  public void close() {
    workers.close();
  }
}
