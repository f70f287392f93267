package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file chunk by chunk: the first alone, then several at once, for batches as well as for
 * all of it. Not a byte is read before the first is asked for.
 */
final class JsonlSource<T> implements RecordSource<T> {
  private final StoredFile file;
  private final LinePlan<T> plan;
  private final JsonlOptions options;
  private final LineFactory json;
  private @Nullable InputStream text;
  private @Nullable ChunkReader chunks;
  private @Nullable ReadAhead<T> ahead;
  private long remaining;
  private long lines;
  private boolean ended;

  JsonlSource(StoredFile file, LinePlan<T> plan, JsonlOptions options, LineFactory json) {
    this.file = file;
    this.plan = plan;
    this.options = options;
    this.json = json;
    this.remaining = plan.limit();
  }

  private ChunkReader chunks() throws IOException {
    if (chunks == null) {
      text = Codecs.decompress(file);
      chunks = new ChunkReader(text, expectedBytes(file), options.maxRecordBytes(), file.where());
    }
    return chunks;
  }

  private static long expectedBytes(StoredFile file) {
    return file.ending().equals(JsonlCompression.NONE.ending())
        ? file.size()
        : ChunkReader.CHUNK_BYTES;
  }

  @Override
  public @Nullable List<T> nextBatch() {
    if (ahead == null && chunks != null && isParallel()) {
      ahead = open(plan::unwatched);
    }
    return ahead == null ? nextBatch(plan.watched()) : next(ahead);
  }

  @Override
  public List<T> readAll() {
    List<T> all = new ArrayList<>();
    if (ahead == null) {
      bulk(plan::watched, plan::unwatched, all::addAll);
    } else {
      drain(ahead, all::addAll);
    }
    return all;
  }

  @Override
  public long count() {
    if (chunks == null && plan.isUnfiltered() && file.isVerified() && file.rows() >= 0) {
      return Math.min(file.rows(), plan.limit());
    }
    long[] count = new long[1];
    if (ahead == null) {
      bulk(plan::watchedMatches, plan::unwatchedMatches, batch -> count[0] += batch.size());
    } else {
      drain(ahead, batch -> count[0] += batch.size());
    }
    return count[0];
  }

  @Override
  @SuppressWarnings("try") // they are only closed
  public void close() {
    ended = true;
    try (StoredFile last = file;
        InputStream second = text;
        ReadAhead<T> first = ahead) {
      // from the end of the list, so that the text, which frees its codec's memory, goes before the
      // file
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private <R> @Nullable List<R> nextBatch(LineRows<R> rows) {
    if (ended) {
      return null;
    }
    try {
      Chunk chunk = remaining == 0 && plan.allColumnsSeen() ? null : chunks().read();
      if (chunk == null) {
        ended = true;
        plan.finish();
        return null;
      }
      return parse(chunk, rows);
    } catch (LineProblem problem) {
      throw problem.at(file.where(), lines);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Goes on behind the limit for as long as the filter has not seen all of its columns. */
  private <R> List<R> parse(Chunk chunk, LineRows<R> rows) throws IOException {
    List<R> results = new ArrayList<>();
    LineRows<Boolean> beyond = plan.watchedMatches();
    lines +=
        ParsedChunk.read(
            chunk,
            json,
            in -> {
              R result = remaining > 0 ? rows.read(in) : null;
              if (remaining == 0) {
                beyond.read(in);
              } else if (result != null) {
                results.add(result);
                remaining--;
              }
              return remaining > 0 || !plan.allColumnsSeen();
            });
    chunks().recycle(chunk);
    return results;
  }

  private boolean isParallel() {
    return options.threads() > 1 && plan.limit() == Long.MAX_VALUE && plan.allColumnsSeen();
  }

  private <R> void bulk(
      Supplier<LineRows<R>> watched, Supplier<LineRows<R>> unwatched, Consumer<List<R>> to) {
    LineRows<R> rows = watched.get();
    while (!ended) {
      if (isParallel()) {
        try (ReadAhead<R> all = open(unwatched)) {
          drain(all, to);
        }
      } else {
        List<R> batch = nextBatch(rows);
        if (batch != null) {
          to.accept(batch);
        }
      }
    }
  }

  private <R> ReadAhead<R> open(Supplier<LineRows<R>> rows) {
    try {
      return new ReadAhead<>(chunks(), json, rows, options.threads());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private <R> void drain(ReadAhead<R> from, Consumer<List<R>> to) {
    for (List<R> batch = next(from); batch != null; batch = next(from)) {
      to.accept(batch);
    }
  }

  private <R> @Nullable List<R> next(ReadAhead<R> from) {
    if (ended) {
      return null;
    }
    try {
      ParsedChunk<R> next = from.next();
      if (next == null) {
        ended = true;
        plan.finish();
        return null;
      }
      lines += next.lineBreaks();
      return next.results();
    } catch (LineProblem problem) {
      throw problem.at(file.where(), lines);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private CheckpointIOException unreadable(IOException e) {
    return new CheckpointIOException(file.where() + ": it cannot be read: " + e.getMessage(), e);
  }
}
