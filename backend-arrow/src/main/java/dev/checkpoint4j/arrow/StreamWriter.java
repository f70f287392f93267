package dev.checkpoint4j.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;

/** Writes the messages of an Arrow stream. */
final class StreamWriter {
  private static final int ALIGNMENT = 8;
  static final byte[] PADDING = new byte[ALIGNMENT];

  private final OutputStream out;
  private long written;

  StreamWriter(OutputStream out) {
    this.out = out;
  }

  /** The bytes so far. */
  long written() {
    return written;
  }

  void schema(ArrowSchema schema) throws IOException {
    FlatBufferBuilder b = new FlatBufferBuilder(1024);
    int[] fields = fields(b, schema.fields());
    int fieldVector = Schema.createFieldsVector(b, fields);
    int metadata = Schema.createCustomMetadataVector(b, metadata(b, schema.metadata()));
    int header = Schema.createSchema(b, (short) 0, fieldVector, metadata, 0);
    message(b, MessageHeader.Schema, header, 0, 0);
  }

  private static int[] metadata(FlatBufferBuilder b, Map<String, String> metadata) {
    int[] entries = new int[metadata.size()];
    int i = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      int key = b.createString(entry.getKey());
      entries[i++] = KeyValue.createKeyValue(b, key, b.createString(entry.getValue()));
    }
    return entries;
  }

  private static int[] fields(FlatBufferBuilder b, List<Field> fields) {
    int[] made = new int[fields.size()];
    for (int i = 0; i < made.length; i++) {
      Field field = fields.get(i);
      int children =
          org.apache.arrow.flatbuf.Field.createChildrenVector(b, fields(b, field.children()));
      int name = b.createString(field.name());
      int type = type(b, field.type());
      // All nullable: other tools copy the columns of a file that says otherwise.
      made[i] =
          org.apache.arrow.flatbuf.Field.createField(
              b, name, true, (byte) field.type().id().ordinal(), type, 0, children, 0);
    }
    return made;
  }

  private static int type(FlatBufferBuilder b, ArrowType type) {
    return switch (type.id()) {
      case INT -> Int.createInt(b, type.size(), type.flag());
      case FLOAT ->
          FloatingPoint.createFloatingPoint(b, (short) (type.size() == Double.SIZE ? 2 : 1));
      case DATE -> Date.createDate(b, (short) 0);
      case TIMESTAMP -> {
        int zone = type.flag() ? b.createString("UTC") : 0;
        yield Timestamp.createTimestamp(b, TimeUnit.NANOSECOND, zone);
      }
      default -> {
        b.startTable(0);
        yield b.endTable();
      }
    };
  }

  void batch(EncodedBatch batch) throws IOException {
    FlatBufferBuilder b = new FlatBufferBuilder(1024);
    Map<String, String> said = metadata(batch);
    int metadata = said.isEmpty() ? 0 : Message.createCustomMetadataVector(b, metadata(b, said));
    BodyCodec codec = batch.codec();
    int compression =
        codec == null ? 0 : BodyCompression.createBodyCompression(b, codec.number(), (byte) 0);
    int count = batch.buffers().size();
    long bodyLength = 0;
    for (int i = 0; i < count; i++) {
      bodyLength += padded(batch.length(i));
    }
    RecordBatch.startBuffersVector(b, count);
    long offset = bodyLength;
    for (int i = count - 1; i >= 0; i--) {
      offset -= padded(batch.length(i));
      Buffer.createBuffer(b, offset, batch.length(i));
    }
    int buffers = b.endVector();
    RecordBatch.startNodesVector(b, batch.nodes().size());
    for (int i = batch.nodes().size() - 1; i >= 0; i--) {
      FieldNode.createFieldNode(b, batch.nodes().get(i)[0], batch.nodes().get(i)[1]);
    }
    int nodes = b.endVector();
    int header = RecordBatch.createRecordBatch(b, batch.rows(), nodes, buffers, compression, 0);
    byte[] sums = batch.blocks().bytes();
    long all = bodyLength + padded(sums.length);
    message(b, MessageHeader.RecordBatch, header, all, metadata);
    for (int i = 0; i < count; i++) {
      writePadded(batch.buffers().get(i), batch.length(i));
    }
    writePadded(sums, sums.length);
  }

  private static Map<String, String> metadata(EncodedBatch batch) {
    Map<String, String> said = new TreeMap<>();
    if (!batch.outliers().isEmpty()) {
      said.put(ArrowSchema.OUTLIERS_KEY, batch.outliers().write());
    }
    if (!batch.blocks().isEmpty()) {
      said.put(ArrowSchema.BLOCKS_KEY, batch.blocks().write());
    }
    return said;
  }

  private void writePadded(byte[] bytes, int length) throws IOException {
    write(bytes, length);
    write(PADDING, (int) (padded(length) - length));
  }

  static long padded(int length) {
    return ((long) length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private void message(FlatBufferBuilder b, byte kind, int header, long bodyLength, int metadata)
      throws IOException {
    Message.finishMessageBuffer(
        b, Message.createMessage(b, MetadataVersion.V5, kind, header, bodyLength, metadata));
    ByteBuffer bytes = b.dataBuffer();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    int length = (int) padded(copy.length);
    Little.writeInt(out, MessageSource.CONTINUATION);
    Little.writeInt(out, length);
    written += 2 * Integer.BYTES;
    write(copy, copy.length);
    write(PADDING, length - copy.length);
  }

  private void write(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
    written += length;
  }

  /** Writes the end of the stream. */
  void end() throws IOException {
    Little.writeInt(out, MessageSource.CONTINUATION);
    Little.writeInt(out, 0);
    written += 2 * Integer.BYTES;
  }
}
