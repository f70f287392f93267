package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.Workers;
import dev.checkpoint4j.spi.column.ColumnBatch;
import dev.checkpoint4j.spi.column.ColumnVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some columns of one row group, read from the first row to the last; the leaves on several
 * threads. Used by one thread at a time.
 */
final class GroupCursor {
  private final Footer footer;
  private final Workers workers;
  private final int[] columns;
  private final List<LeafReader> readers = new ArrayList<>();
  private final List<Node> leaves = new ArrayList<>();

  GroupCursor(FileBytes file, Footer footer, int group, int[] columns, Workers workers) {
    this.footer = footer;
    this.workers = workers;
    this.columns = columns;
    HeapShare open = new HeapShare("the pages and dictionaries of its columns", Limits.OPEN_BYTES);
    int window = Limits.window(footer.tree().leaves().size());
    for (int column : columns) {
      List<Shape.Leaf> shapes = new ArrayList<>();
      Shapes.leaves(footer.shapes().get(column), shapes);
      for (Shape.Leaf shape : shapes) {
        int leaf = shape.first().leaf();
        leaves.add(shape.first());
        readers.add(
            new LeafReader(
                file,
                footer.chunk(group, leaf),
                shape,
                footer.outliers().of(leaf, group),
                window,
                open));
      }
    }
  }

  /** What is being read. */
  final class Request {
    private final int rows;
    private final Workers.InOrder<LeafBatch> parts = workers.inOrder();

    private Request(int rows) {
      this.rows = rows;
    }

    /** Waits for it. Before this, no other request is made. */
    Fetched take() throws IOException {
      @Nullable LeafBatch[] batches = new @Nullable LeafBatch[footer.tree().leaves().size()];
      while (!parts.isEmpty()) {
        LeafBatch batch = parts.take();
        batches[batch.leaf.leaf()] = batch;
      }
      return new Fetched(rows, batches);
    }
  }

  /** Begins to read the next so many rows. */
  Request request(int rows) {
    return request(rows, new int[] {0, rows});
  }

  /**
   * Begins to read some of the next rows.
   *
   * @param rows how many are passed in all
   * @param runs which of them are read: first rows and ends of runs, ascending
   */
  Request request(int rows, int[] runs) {
    Request request = new Request(selected(runs));
    for (int i = 0; i < readers.size(); i++) {
      LeafReader reader = readers.get(i);
      Node leaf = leaves.get(i);
      request.parts.submit(() -> Decoding.of(leaf, () -> read(reader, rows, runs)));
    }
    return request;
  }

  private static int selected(int[] runs) {
    int selected = 0;
    for (int i = 0; i < runs.length; i += 2) {
      selected += runs[i + 1] - runs[i];
    }
    return selected;
  }

  private static LeafBatch read(LeafReader reader, int rows, int[] runs) throws IOException {
    LeafBatch batch = reader.batch();
    int at = 0;
    for (int i = 0; i < runs.length; i += 2) {
      reader.skip(runs[i] - at);
      reader.read(runs[i + 1] - runs[i], batch);
      at = runs[i + 1];
    }
    reader.skip(rows - at);
    return batch;
  }

  /** Rows that are decoded but not yet columns. */
  final class Fetched {
    private final int rows;
    private final @Nullable LeafBatch[] batches;

    private Fetched(int rows, @Nullable LeafBatch[] batches) {
      this.rows = rows;
      this.batches = batches;
    }

    int rows() {
      return rows;
    }

    /** What records that hold all of the values take at the least, themselves not counted. */
    long weight() {
      long weight = 0;
      for (LeafBatch batch : batches) {
        weight += batch == null ? 0 : batch.weight();
      }
      return weight;
    }

    /** The rows as columns; those that were not read are null. */
    ColumnBatch assemble() throws IOException {
      List<@Nullable ColumnVector> vectors =
          new ArrayList<>(Collections.nCopies(footer.shapes().size(), null));
      Assembler assembler = new Assembler(leaf -> Shapes.present(batches[leaf]));
      for (int column : columns) {
        Shape shape = footer.shapes().get(column);
        ColumnVector vector = Decoding.of(shape.first(), () -> assembler.assemble(shape, rows));
        vectors.set(column, footer.pandas() ? DocEtlMarks.undo(vector) : vector);
      }
      return new ColumnBatch(rows, vectors);
    }
  }
}
