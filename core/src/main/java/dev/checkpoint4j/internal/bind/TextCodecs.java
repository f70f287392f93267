package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.column.ColumnAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that are a string in JSON. */
final class TextCodecs {
  private TextCodecs() {}

  private static String text(JsonParser in, String expected) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw Problems.mismatch(expected, in);
    }
    return in.getText();
  }

  static final class StringCodec extends ScalarCodec {
    StringCodec() {
      super(Kind.STRING);
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      Text.write((String) value, out);
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return text(in, "string");
    }

    @Override
    Object toColumn(Object value) {
      Text.check((String) value);
      return value;
    }

    @Override
    void append(Object value, ColumnAppender to) {
      String text = (String) value;
      Text.check(text);
      to.addString(text);
    }

    @Override
    boolean isCanonical(Kind stored) {
      return stored == Kind.STRING;
    }

    @Override
    Object fromColumn(Object canonical) {
      return canonical;
    }

    @Override
    boolean isEmpty(Object value) {
      return ((String) value).isEmpty();
    }
  }

  /** A type whose {@code toString} and parse method are inverse to each other. */
  static final class PrintedCodec extends ScalarCodec {
    private final String name;
    private final Function<String, ?> parser;

    PrintedCodec(String name, Function<String, ?> parser) {
      super(Kind.STRING);
      this.name = name;
      this.parser = parser;
    }

    @Override
    String expected() {
      return name;
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      Text.write(value.toString(), out);
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return NumberCodecs.parse(text(in, name), name, parser);
    }

    @Override
    Object toColumn(Object value) {
      String text = value.toString();
      Text.check(text);
      return text;
    }

    @Override
    Object fromColumn(Object canonical) {
      return NumberCodecs.parse((String) canonical, name, parser);
    }
  }

  static final class CharCodec extends ScalarCodec {
    private final boolean primitive;

    CharCodec(boolean primitive) {
      super(Kind.STRING);
      this.primitive = primitive;
    }

    @Override
    String expected() {
      return "a string of one character";
    }

    @Override
    boolean nullable() {
      return !primitive;
    }

    @Override
    @Nullable Object ofMissing() {
      return primitive ? '\0' : null;
    }

    @Override
    @Nullable Object ofNull() {
      if (primitive) {
        throw Problems.mismatch(expected(), "null");
      }
      return null;
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      Text.write(value.toString(), out);
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return fromColumn(text(in, expected()));
    }

    @Override
    Object toColumn(Object value) {
      String text = value.toString();
      Text.check(text);
      return text;
    }

    @Override
    Object fromColumn(Object canonical) {
      String text = (String) canonical;
      if (text.length() != 1) {
        throw Problems.mismatch(expected(), "a string of " + text.length());
      }
      return text.charAt(0);
    }
  }

  /** An enum, with the names that Jackson gives its constants. */
  static final class EnumCodec extends ScalarCodec {
    private final Class<?> type;
    private final Map<Object, String> names;
    private final Map<String, Object> constants;

    EnumCodec(Class<?> type, Map<Object, String> names, Map<String, Object> constants) {
      super(Kind.STRING);
      this.type = type;
      this.names = Map.copyOf(names);
      this.constants = Map.copyOf(constants);
    }

    @Override
    String expected() {
      return "a constant of " + type.getName();
    }

    String name(Object constant) {
      return java.util.Objects.requireNonNull(names.get(constant));
    }

    Object constant(String name) {
      Object constant = constants.get(name);
      if (constant == null) {
        throw Problems.mismatch(expected(), "another string");
      }
      return constant;
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      Text.write(name(value), out);
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return constant(text(in, expected()));
    }

    @Override
    Object toColumn(Object value) {
      return name(value);
    }

    @Override
    Object fromColumn(Object canonical) {
      return constant((String) canonical);
    }
  }

  static final class InstantCodec extends ScalarCodec {
    private final boolean naive;

    /** Writes without a zone if {@code naive}; reads both in any case. */
    InstantCodec(boolean naive) {
      super(Kind.TIMESTAMP, Kind.LOCAL_TIMESTAMP, Kind.STRING);
      this.naive = naive;
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      out.writeString(naive ? Timestamps.naive((Instant) value) : Timestamps.utc((Instant) value));
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw Problems.mismatch("timestamp", in);
      }
      return Timestamps.parse(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    }

    @Override
    Object fromColumn(Object canonical) {
      if (canonical instanceof LocalDateTime local) {
        return local.toInstant(ZoneOffset.UTC);
      }
      return canonical instanceof String text ? Timestamps.parse(text) : canonical;
    }
  }

  static final class LocalDateTimeCodec extends ScalarCodec {
    LocalDateTimeCodec() {
      super(Kind.LOCAL_TIMESTAMP, Kind.STRING);
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      out.writeString(value.toString());
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return fromColumn(text(in, expected()));
    }

    @Override
    Object fromColumn(Object canonical) {
      if (!(canonical instanceof String text)) {
        return canonical;
      }
      String iso =
          text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
      return NumberCodecs.parse(iso, expected(), LocalDateTime::parse);
    }
  }

  static final class LocalDateCodec extends ScalarCodec {
    LocalDateCodec() {
      super(Kind.DATE, Kind.STRING);
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      out.writeString(value.toString());
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return fromColumn(text(in, expected()));
    }

    @Override
    Object fromColumn(Object canonical) {
      return canonical instanceof String text
          ? NumberCodecs.parse(text, expected(), LocalDate::parse)
          : canonical;
    }
  }

  static final class YearCodec extends ScalarCodec {
    YearCodec() {
      super(Kind.INT32, Kind.INT64);
    }

    @Override
    String expected() {
      return "year";
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      out.writeNumber(((Year) value).getValue());
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return of(Numbers.readWhole(in, Year.MIN_VALUE, Year.MAX_VALUE, "year"));
    }

    @Override
    Object toColumn(Object value) {
      return ((Year) value).getValue();
    }

    @Override
    Object fromColumn(Object canonical) {
      return of(((Number) canonical).longValue());
    }

    private static Year of(long year) {
      return Year.of((int) Numbers.inRange(year, Year.MIN_VALUE, Year.MAX_VALUE, "year"));
    }
  }

  /** Bytes, in JSON as base64. */
  static final class BinaryCodec extends ScalarCodec {
    BinaryCodec() {
      super(Kind.BINARY, Kind.STRING);
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      byte[] text = Base64.getEncoder().encode((byte[]) value);
      out.writeString(new String(text, StandardCharsets.ISO_8859_1));
    }

    @Override
    Object readScalar(JsonParser in) throws IOException {
      return fromColumn(text(in, expected()));
    }

    @Override
    Object fromColumn(Object canonical) {
      return canonical instanceof String text
          ? NumberCodecs.parse(text, "binary as base64", Base64.getDecoder()::decode)
          : canonical;
    }

    @Override
    boolean isEmpty(Object value) {
      return ((byte[]) value).length == 0;
    }
  }
}
