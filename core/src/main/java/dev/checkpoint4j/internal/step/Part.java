package dev.checkpoint4j.internal.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.checkpoint4j.StepFailure;
import dev.checkpoint4j.internal.store.SchemaJson;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RecordBinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * The parts of a step's log as bytes; {@code docs/format/steps.md} has the tables. The first byte
 * says what a part is. Numbers are big-endian.
 */
final class Part {
  static final byte HEADER = 1;
  static final byte ROWS = 2;
  static final byte FAILURE = 3;
  static final byte KEYS = 4;

  /** Rows are added to a part until it has so many bytes. */
  static final int FULL_BYTES = 8 << 20;

  private static final int KEY_BYTES = 24;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();
  private static final SerializedString NOTHING = new SerializedString("");
  private static final JsonMapper MAPPER = new JsonMapper();

  private Part() {}

  static byte[] header(String identity) {
    byte[] text = identity.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + text.length).put(HEADER).put(text).array();
  }

  static String identity(byte[] part) {
    return new String(part, 1, part.length - 1, StandardCharsets.UTF_8);
  }

  /** Encodes rows until the part is full. */
  static final class RowsWriter<T> {
    private final JsonRowWriter<T> writer;
    private final Text text = new Text();
    private final JsonGenerator out;
    private long[] digests = new long[192];
    private int[] lengths = new int[64];
    private int count;
    private int end;

    RowsWriter(RecordBinding<T> binding) throws IOException {
      this.writer = binding.jsonWriter();
      this.out = FACTORY.createGenerator(text).setRootValueSeparator(NOTHING);
    }

    void add(long hi, long lo, long content, T record) throws IOException {
      if (count == lengths.length) {
        lengths = Arrays.copyOf(lengths, 2 * count);
        digests = Arrays.copyOf(digests, 6 * count);
      }
      writer.learn(record);
      writer.write(record, out);
      int before = end;
      end = text.size() + out.getOutputBuffered();
      digests[3 * count] = hi;
      digests[3 * count + 1] = lo;
      digests[3 * count + 2] = content;
      lengths[count++] = end - before;
    }

    boolean isFull() {
      return end >= FULL_BYTES;
    }

    byte[] finish() throws IOException {
      out.close();
      byte[] schema = SchemaJson.write(writer.schema()).toString().getBytes(StandardCharsets.UTF_8);
      ByteBuffer part =
          ByteBuffer.allocate(9 + schema.length + count * (KEY_BYTES + 4) + text.size()).put(ROWS);
      part.putInt(schema.length).put(schema).putInt(count);
      for (int row = 0; row < count; row++) {
        part.putLong(digests[3 * row]).putLong(digests[3 * row + 1]);
        part.putLong(digests[3 * row + 2]).putInt(lengths[row]);
      }
      text.copyTo(part);
      return part.array();
    }
  }

  /** Bytes that are not copied once more to be read. */
  private static final class Text extends ByteArrayOutputStream {
    Text() {
      super(1 << 16);
    }

    void copyTo(ByteBuffer buffer) {
      buffer.put(buf, 0, count);
    }
  }

  /** A part with rows, opened. */
  static final class Rows<T> {
    private final byte[] part;
    private final int count;
    private final ByteBuffer index;
    private final int[] offsets;
    private final JsonRowReader<T> reader;

    Rows(byte[] part, RecordBinding<T> binding) {
      this.part = part;
      ByteBuffer in = ByteBuffer.wrap(part, 1, part.length - 1);
      this.reader = binding.jsonReader(schema(in));
      this.count = in.getInt();
      this.index = in.slice();
      this.offsets = new int[count + 1];
      offsets[0] = in.position() + count * (KEY_BYTES + 4);
      for (int row = 0; row < count; row++) {
        offsets[row + 1] = offsets[row] + index.getInt(row * (KEY_BYTES + 4) + KEY_BYTES);
      }
      if (offsets[count] != part.length) {
        throw new IllegalArgumentException("the lengths of its rows do not fit");
      }
    }

    private static RecordSchema schema(ByteBuffer in) {
      byte[] schema = new byte[in.getInt()];
      in.get(schema);
      try {
        return SchemaJson.read(MAPPER.readTree(schema));
      } catch (IOException e) {
        throw new IllegalArgumentException("its schema is no JSON", e);
      }
    }

    T read(int row) throws IOException {
      int from = offsets[row];
      try (JsonParser in = FACTORY.createParser(part, from, offsets[row + 1] - from)) {
        in.nextToken();
        return reader.read(in);
      }
    }
  }

  /** What is told of each row of a part. */
  interface KeyConsumer {
    void accept(long hi, long lo, long content, int row);
  }

  /** The keys of a part with rows; the rows are not looked at. */
  static void keysOfRows(byte[] part, KeyConsumer consumer) {
    ByteBuffer in = ByteBuffer.wrap(part, 1, part.length - 1);
    int schema = in.getInt();
    in.position(in.position() + schema);
    int count = in.getInt();
    for (int row = 0; row < count; row++) {
      consumer.accept(in.getLong(), in.getLong(), in.getLong(), row);
      in.getInt();
    }
  }

  /** The keys of rows that lie in a version of the checkpoint, from an ordinal on. */
  static ByteBuffer keys(long version, int from, int count) {
    ByteBuffer part = ByteBuffer.allocate(17 + count * KEY_BYTES).put(KEYS);
    return part.putLong(version).putInt(from).putInt(count);
  }

  static long versionOfKeys(byte[] part) {
    return ByteBuffer.wrap(part).getLong(1);
  }

  static void keysOfKeys(byte[] part, KeyConsumer consumer) {
    ByteBuffer in = ByteBuffer.wrap(part, 9, part.length - 9);
    int from = in.getInt();
    int count = in.getInt();
    for (int row = 0; row < count; row++) {
      consumer.accept(in.getLong(), in.getLong(), in.getLong(), from + row);
    }
  }

  static byte[] failure(long hi, long lo, StepFailure failure) {
    byte[] json =
        MAPPER
            .createObjectNode()
            .put("key", failure.key())
            .put("attempts", failure.attempts())
            .put("exception", failure.exception())
            .put("message", failure.message())
            .put("at", failure.at().toString())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(17 + json.length)
        .put(FAILURE)
        .putLong(hi)
        .putLong(lo)
        .put(json)
        .array();
  }

  static StepFailure failure(byte[] part) {
    try {
      JsonNode json = MAPPER.readTree(part, 17, part.length - 17);
      return new StepFailure(
          json.path("key").asText(),
          json.path("attempts").asInt(),
          json.path("exception").asText(),
          json.path("message").asText(),
          Instant.parse(json.path("at").asText()));
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("a failure in it cannot be read", e);
    }
  }

  /** What reading bytes that are no part throws. */
  static boolean isDamage(RuntimeException e) {
    return e instanceof BufferUnderflowException
        || e instanceof IllegalArgumentException
        || e instanceof IndexOutOfBoundsException
        || e instanceof NegativeArraySizeException;
  }
}
