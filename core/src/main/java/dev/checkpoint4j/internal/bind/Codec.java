package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.column.ColumnAppender;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one Java type are kept, in JSON and as canonical column values. Immutable and
 * thread-safe. Values handed in are never null unless said; the {@link Place} is only of use to
 * untyped values, and null where nothing is known about it.
 */
abstract class Codec {
  /** The column type; JSON for what has no better one. */
  abstract ColumnType type();

  /** The JSON text of a value that needs no generator; null for all others. */
  @Nullable String plainText(Object value) {
    return null;
  }

  /** The value of a JSON text that needs no parser; null for all others. */
  @Nullable Object ofPlainText(String json) {
    return null;
  }

  /** Writes one JSON value. */
  abstract void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException;

  /** Reads the JSON value whose first token is current; never called for null. */
  abstract @Nullable Object read(JsonParser in, @Nullable Place place) throws IOException;

  /** The canonical value, where {@link #type} is not JSON. */
  abstract @Nullable Object toColumn(Object value);

  /** Adds the canonical value to a column. */
  void append(Object value, ColumnAppender to) {
    to.add(canonical(value));
  }

  /** Reads canonical values of a stored type other than JSON. */
  abstract ColumnReader columnReader(ColumnType stored);

  /** Reads canonical, non-null values. */
  @FunctionalInterface
  interface ColumnReader {
    /** For canonical values that are the codec's own. */
    ColumnReader AS_IS = canonical -> canonical;

    @Nullable Object read(Object canonical);

    /** One that does the same, but used by one thread at a time, it may keep what it works with. */
    default ColumnReader forOneThread() {
      return this;
    }
  }

  /** What a null becomes. */
  @Nullable Object ofNull() {
    return null;
  }

  /** What a field that is not there becomes. */
  @Nullable Object ofMissing() {
    return null;
  }

  /** Writes a null. */
  void writeNull(JsonGenerator out) throws IOException {
    out.writeNull();
  }

  /** Whether a column of it may hold null. */
  boolean nullable() {
    return true;
  }

  /** Whether {@code @JsonInclude(NON_EMPTY)} leaves the value out. */
  boolean isEmpty(Object value) {
    return false;
  }

  /** Whether {@code @JsonInclude(NON_ABSENT)} leaves the value out. */
  boolean isAbsent(Object value) {
    return false;
  }

  /** Whether there are values with no declared type inside. */
  boolean hasUntyped() {
    return false;
  }

  /** Notes the classes of the untyped values inside. */
  void learn(Object value, Place place, int depth) {}

  /** How messages call the type. */
  String expected() {
    return type().toString();
  }

  final @Nullable Object readOrNull(JsonParser in, @Nullable Place place) throws IOException {
    return in.currentToken() == JsonToken.VALUE_NULL ? ofNull() : read(in, place);
  }

  final void writeOrNull(@Nullable Object value, JsonGenerator out, @Nullable Place place)
      throws IOException {
    if (value == null) {
      writeNull(out);
    } else {
      write(value, out, place);
    }
  }

  /** The canonical value of any type, null of null. */
  final @Nullable Object canonical(@Nullable Object value) {
    if (value == null) {
      return ofNullColumn();
    }
    if (isAbsent(value)) {
      return null;
    }
    return type().kind() == Kind.JSON ? JsonText.write(this, value) : toColumn(value);
  }

  final void appendOrNull(@Nullable Object value, ColumnAppender to) {
    if (value == null) {
      to.add(ofNullColumn());
    } else {
      append(value, to);
    }
  }

  /** The canonical value of a null. */
  @Nullable Object ofNullColumn() {
    return null;
  }

  /** Reads canonical values of any stored type. */
  final ColumnReader reader(ColumnType stored) {
    return stored.kind() == Kind.JSON
        ? text -> JsonText.read(this, (String) text)
        : columnReader(stored);
  }
}
