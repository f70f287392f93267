package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.Workers;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.SchemaText;
import dev.checkpoint4j.spi.column.VectorBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.SchemaElement;

/**
 * Collects rows of one schema and writes them as row groups; the columns of a row group are encoded
 * on several threads.
 */
final class GroupWriter {
  /** Counting heap bytes walks all columns, so it is done once for so many rows. */
  private static final int ROWS_BETWEEN_CHECKS = 16;

  private static final int MAX_ROWS = 1 << 20;

  private final RecordSchema schema;
  private final ParquetOptions options;
  private final PageCodec codec;
  private final CompressionCodec codecName;
  private final Workers workers;
  private final List<Shape> shapes = new ArrayList<>();
  private final List<VectorBuilder> builders;
  private final RowGroupSink sink;
  private int rows;

  GroupWriter(OutputStream out, RecordSchema schema, ParquetOptions options, Workers workers)
      throws IOException {
    this.schema = schema;
    this.options = options;
    this.codec = PageCodecs.of(options.compression(), options.level());
    this.codecName = PageCodecs.named(options.compression());
    this.workers = workers;
    this.builders = VectorBuilder.of(schema.columns());
    List<SchemaElement> elements = SchemaElements.of(schema);
    SchemaTree tree = new SchemaTree(elements);
    for (int i = 0; i < schema.columns().size(); i++) {
      shapes.add(Shapes.of(tree.columns().get(i), schema.columns().get(i)));
    }
    this.sink = new RowGroupSink(out, elements, tree.leaves());
  }

  /** One builder a column: a value is added to each, then {@link #endRow} is called. */
  List<VectorBuilder> builders() {
    return builders;
  }

  void endRow() throws IOException {
    rows++;
    if (rows % ROWS_BETWEEN_CHECKS == 0 && (rows == MAX_ROWS || isFull())) {
      flush();
    }
  }

  private boolean isFull() {
    long bytes = 0;
    for (VectorBuilder builder : builders) {
      bytes += builder.heapBytes();
    }
    return bytes >= Math.min(options.rowGroupBytes(), Limits.ROW_GROUP_BYTES);
  }

  private void flush() throws IOException {
    Workers.InOrder<List<EncodedChunk>> columns = workers.inOrder();
    for (int i = 0; i < shapes.size(); i++) {
      Shape shape = shapes.get(i);
      ColumnVector vector = builders.get(i).build();
      columns.submit(() -> encode(shape, vector));
    }
    List<EncodedChunk> chunks = new ArrayList<>();
    while (!columns.isEmpty()) {
      chunks.addAll(columns.take());
    }
    sink.write(chunks, rows);
    rows = 0;
  }

  private List<EncodedChunk> encode(Shape shape, ColumnVector vector) throws IOException {
    List<EncodedChunk> chunks = new ArrayList<>();
    for (LeafColumn leaf : Shredder.shred(shape, vector)) {
      chunks.add(ChunkEncoder.encode(leaf, codec, codecName));
    }
    return chunks;
  }

  /** Writes what is left and the footer; returns the number of rows. */
  long finish() throws IOException {
    if (rows > 0) {
      flush();
    }
    KeyValue entry = new KeyValue(Footer.SCHEMA_KEY);
    entry.setValue(SchemaText.write(schema));
    sink.finish(List.of(entry), Footer.CREATED_BY);
    return sink.rows();
  }
}
