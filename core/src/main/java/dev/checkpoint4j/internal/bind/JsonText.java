package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowProblem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values as JSON text, for columns that hold such text. */
final class JsonText {
  private JsonText() {}

  /** Something that writes one value. */
  @FunctionalInterface
  interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  static String write(Codec codec, Object value) {
    String plain = codec.plainText(value);
    return plain != null
        ? plain
        : new String(bytes(out -> codec.write(value, out, null)), StandardCharsets.UTF_8);
  }

  static byte[] bytes(Writing writing) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(256)) {
      try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
        // A problem must not be followed by the closing of half-written objects.
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        writing.to(out);
      }
      return bytes.toByteArray();
    } catch (JsonProcessingException e) {
      throw Problems.unsupported("cannot be written as JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static @Nullable Object read(Codec codec, String text) {
    Object plain = codec.ofPlainText(text);
    if (plain != null) {
      return plain;
    }
    try (JsonParser in = Json.FACTORY.createParser(text)) {
      Problems.next(in);
      Object value = codec.readOrNull(in, null);
      if (in.nextToken() != null) {
        throw Problems.corrupt("more than one JSON value stands in the text");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new RowProblem(
          Kind.MISMATCH,
          "",
          "expected " + codec.expected() + " as JSON but the text is no JSON",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
