package dev.checkpoint4j.sql;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.JsonRowWriter;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;

/** Records as JSON text. */
final class JsonRows {
  static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .rootValueSeparator((String) null)
          // Shorter, and readable for people.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonRows() {}

  /** Writes a record; Jackson's own messages may quote it. */
  static <T> void write(JsonRowWriter<T> writer, T record, JsonGenerator out) throws IOException {
    try {
      writer.write(record, out);
    } catch (JacksonException e) {
      throw new RowProblem(RowProblem.Kind.UNSUPPORTED, "", "it cannot be written as JSON");
    }
  }

  /** Reads the one object of a text. */
  static <T> T read(JsonRowReader<T> reader, String body) {
    try (JsonParser in = JSON.createParser(body)) {
      in.nextToken();
      return reader.read(in);
    } catch (IOException e) {
      throw new RowProblem(RowProblem.Kind.CORRUPT, "", "its text is no JSON object");
    }
  }
}
