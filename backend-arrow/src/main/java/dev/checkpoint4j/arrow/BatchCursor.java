package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.StoredPart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.jspecify.annotations.Nullable;

/** The record batches of one file. Used by one thread at a time. */
final class BatchCursor implements AutoCloseable {
  private static final int GZIP_MAGIC = 0x8b1f;
  private static final int BUFFER_BYTES = 64 << 10;

  private final MessageSource messages;
  private final boolean gzip;
  private final ArrowSchema schema;
  private final Map<Long, Field> dictionaryFields = new HashMap<>();
  private final Map<Long, Dictionary> dictionaries = new HashMap<>();

  private BatchCursor(MessageSource messages, boolean gzip) throws IOException {
    this.messages = messages;
    this.gzip = gzip;
    MessageSource.Framed first = messages.next();
    if (first == null || first.type() != MessageHeader.Schema) {
      throw Problems.corrupt("the file does not begin with the schema of an Arrow stream");
    }
    this.schema =
        MessageSource.guarded(
            () -> {
              Schema header = (Schema) first.message().header(new Schema());
              if (header == null) {
                throw Problems.corrupt("the file has no schema");
              }
              return SchemaReader.read(header);
            });
    collect(schema.fields());
  }

  /** Opens a file, whether it is compressed as a whole or not. */
  static BatchCursor open(StoredPart part) throws IOException {
    boolean gzip =
        part.size() >= Short.BYTES && part.slice(0, Short.BYTES).getChar(0) == GZIP_MAGIC;
    MessageSource source =
        gzip
            ? new StreamSource(
                new BufferedInputStream(
                    new GZIPInputStream(part.stream(), BUFFER_BYTES), BUFFER_BYTES))
            : new MappedSource(part);
    return new BatchCursor(source, gzip);
  }

  private void collect(List<Field> fields) {
    for (Field field : fields) {
      if (field.dictionary() != null) {
        dictionaryFields.put(field.dictionary().id(), field);
      }
      collect(field.children());
    }
  }

  ArrowSchema schema() {
    return schema;
  }

  boolean isGzip() {
    return gzip;
  }

  /** The next batch; null after the last. */
  @Nullable Batch next() throws IOException {
    for (var framed = messages.next(); framed != null; framed = messages.next()) {
      Message message = framed.message();
      if (framed.type() == MessageHeader.RecordBatch) {
        return batch(message, framed.body());
      }
      if (framed.type() == MessageHeader.DictionaryBatch) {
        dictionary(message, framed.body());
      } else {
        throw Problems.corrupt("the file has a message that is no batch");
      }
    }
    return null;
  }

  private Batch batch(Message message, Body body) throws IOException {
    return MessageSource.guarded(
        () -> {
          RecordBatch header = (RecordBatch) message.header(new RecordBatch());
          if (header == null) {
            throw Problems.corrupt("a batch has no header");
          }
          String outliers = metadata(message, ArrowSchema.OUTLIERS_KEY);
          String blocks = metadata(message, ArrowSchema.BLOCKS_KEY);
          return Batch.read(
              header,
              blocks == null ? body : body.withBlocks(blocks),
              schema.fields(),
              schema.nodes(),
              Map.copyOf(dictionaries),
              outliers == null ? Outliers.NONE : Outliers.read(outliers));
        });
  }

  private static @Nullable String metadata(Message message, String key) {
    for (int i = 0; i < message.customMetadataLength(); i++) {
      KeyValue entry = message.customMetadata(i);
      if (entry != null && key.equals(entry.key())) {
        return entry.value();
      }
    }
    return null;
  }

  private void dictionary(Message message, Body body) throws IOException {
    MessageSource.guarded(
        () -> {
          DictionaryBatch header = (DictionaryBatch) message.header(new DictionaryBatch());
          Field field = header == null ? null : dictionaryFields.get(header.id());
          if (header == null || field == null || header.data() == null) {
            throw Problems.corrupt("the file has a dictionary of no column");
          }
          Plan plan = ForeignSchema.dictionaryValue(field);
          Batch data =
              Batch.read(
                  header.data(),
                  body,
                  List.of(plan.field()),
                  nodes(plan.field()),
                  Map.copyOf(dictionaries),
                  Outliers.NONE);
          int count =
              Limits.size("the values of a dictionary", data.rows(), Limits.DICTIONARY_VALUES);
          Dictionary read =
              new Dictionary(plan.type(), plan.reader().read(data, Ranges.of(0, count)));
          Dictionary known = dictionaries.get(header.id());
          dictionaries.put(
              header.id(), header.isDelta() && known != null ? known.with(read) : read);
          return read;
        });
  }

  private static int nodes(Field field) {
    int nodes = 1;
    for (Field child : field.stored()) {
      nodes += nodes(child);
    }
    return nodes;
  }

  @Override
  public void close() throws IOException {
    messages.close();
  }
}
