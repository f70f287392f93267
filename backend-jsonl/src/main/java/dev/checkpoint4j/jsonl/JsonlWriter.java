package dev.checkpoint4j.jsonl;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Turns blocks of records into lines on several threads and writes them out in order. The writing
 * out, in which the store sums up the bytes, is a task too: it would keep one thread too busy.
 */
final class JsonlWriter<T> implements FileFormat.FileWriter<T> {
  /** Of text in a block: enough that handing it on costs nothing beside making it. */
  private static final int BLOCK_BYTES = 128 << 10;

  private static final int FIRST_BLOCK_ROWS = 32;
  private static final int MAX_BLOCK_ROWS = 8192;

  private final JsonRowWriter<T> rows;
  private final String where;
  private final JsonlOptions options;
  private final LineFactory json;
  private final Workers workers;
  private final Workers.InOrder<Block> blocks;
  private final Workers.InOrder<LineBlock> output;
  private final Compressor out;
  private final ArrayDeque<LineBlock> free = new ArrayDeque<>();
  private long learnt;
  private long writtenRows;
  private long writtenBytes;

  JsonlWriter(
      OutputStream out, JsonRowWriter<T> rows, String where, JsonlOptions options, LineFactory json)
      throws IOException {
    this.rows = rows;
    this.where = where;
    this.options = options;
    this.json = json;
    this.workers = new Workers(options.threads());
    this.blocks = workers.inOrder();
    this.output = workers.inOrder();
    this.out = Codecs.compressor(options, out, workers);
  }

  @Override
  public void write(List<? extends T> records) throws IOException {
    Iterator<? extends T> rest = records.iterator();
    int share = (records.size() + options.threads() - 1) / options.threads();
    while (rest.hasNext()) {
      if (blocks.isFull()) {
        drain();
      }
      submit(learn(rest, Math.min(blockRows(), share)));
    }
    // The caller may change its records as soon as this returns.
    while (!blocks.isEmpty()) {
      drain();
    }
    awaitOutput();
  }

  @Override
  public FileFormat.Written finish() throws IOException {
    out.finish();
    return new FileFormat.Written(learnt, rows.schema());
  }

  @Override
  public void close() {
    workers.close();
    out.close();
  }

  private int blockRows() {
    if (writtenRows == 0) {
      return FIRST_BLOCK_ROWS;
    }
    long bytesPerRow = Math.max(1, writtenBytes / writtenRows);
    return (int) Math.max(1, Math.min(MAX_BLOCK_ROWS, BLOCK_BYTES / bytesPerRow));
  }

  private List<T> learn(Iterator<? extends T> rest, int count) {
    List<T> block = new ArrayList<>(count);
    while (block.size() < count && rest.hasNext()) {
      T record = rest.next();
      try {
        rows.learn(record);
      } catch (RowProblem problem) {
        throw at(problem, learnt);
      }
      block.add(record);
      learnt++;
    }
    return block;
  }

  private void submit(List<T> block) {
    LineBlock recycled = free.poll();
    LineBlock into =
        recycled != null
            ? recycled
            : new LineBlock(BLOCK_BYTES + BLOCK_BYTES / 4, options.maxRecordBytes());
    long firstRow = learnt - block.size();
    blocks.submit(() -> new Block(lines(block, firstRow, into), block.size()));
  }

  private void drain() throws IOException {
    Block block = blocks.take();
    writtenRows += block.rows();
    writtenBytes += block.text().size();
    awaitOutput();
    output.submit(
        () -> {
          block.text().writeTo(out);
          return block.text();
        });
  }

  private void awaitOutput() throws IOException {
    if (!output.isEmpty()) {
      LineBlock text = output.take();
      text.clear();
      free.push(text);
    }
  }

  private LineBlock lines(List<T> block, long firstRow, LineBlock into) throws IOException {
    long row = firstRow;
    try (LineGenerator generator = json.generator(into)) {
      for (T record : block) {
        into.beginRecord(generator.getOutputBuffered());
        rows.write(record, generator);
        into.endRecord(generator.getOutputBuffered());
        row++;
      }
      into.end();
    } catch (RowProblem problem) {
      throw at(problem, row);
    } catch (JacksonException e) {
      throw at(problem(e), row);
    }
    return into;
  }

  private CheckpointException at(RowProblem problem, long row) {
    return problem.at(where + ", record " + (row + 1));
  }

  /** Jackson's own messages may quote the record. */
  private static RowProblem problem(JacksonException e) {
    return e instanceof StreamConstraintsException
        ? new RowProblem(
            RowProblem.Kind.LIMIT,
            "",
            "it is nested deeper than " + JsonlOptions.MAX_NESTING + " levels")
        : new RowProblem(RowProblem.Kind.UNSUPPORTED, "", "it cannot be written as JSON");
  }

  /** The lines of some records. */
  private record Block(LineBlock text, int rows) {}
}
