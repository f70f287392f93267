package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.spi.column.ColumnAppender;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An optional value: empty is null, so that a null in its place cannot be kept. */
final class OptionalCodec extends Codec {
  private final Codec inner;
  private final Object empty;
  private final Function<Object, @Nullable Object> unwrap;
  private final Function<Object, Object> wrap;

  OptionalCodec(
      Codec inner,
      Object empty,
      Function<Object, @Nullable Object> unwrap,
      Function<Object, Object> wrap) {
    this.inner = inner;
    this.empty = empty;
    this.unwrap = unwrap;
    this.wrap = wrap;
  }

  @Override
  ColumnType type() {
    return inner.type();
  }

  @Override
  String expected() {
    return inner.expected();
  }

  @Override
  Object ofNull() {
    return empty;
  }

  @Override
  Object ofMissing() {
    return empty;
  }

  @Override
  void writeNull(JsonGenerator out) {
    throw nullOptional();
  }

  @Override
  Object ofNullColumn() {
    throw nullOptional();
  }

  private static RuntimeException nullOptional() {
    return Problems.unsupported(
        "an Optional that is null could not be told from an empty one; use Optional.empty()");
  }

  @Override
  void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
    Object present = unwrap.apply(value);
    if (present == null) {
      out.writeNull();
    } else {
      inner.write(present, out, place);
    }
  }

  @Override
  Object read(JsonParser in, @Nullable Place place) throws IOException {
    return wrapped(inner.read(in, place));
  }

  private Object wrapped(@Nullable Object value) {
    return value == null ? empty : wrap.apply(value);
  }

  @Override
  @Nullable Object toColumn(Object value) {
    return inner.canonical(unwrap.apply(value));
  }

  @Override
  void append(Object value, ColumnAppender to) {
    inner.appendOrNull(unwrap.apply(value), to);
  }

  @Override
  ColumnReader columnReader(ColumnType stored) {
    ColumnReader reader = inner.reader(stored);
    return canonical -> wrapped(reader.read(canonical));
  }

  @Override
  boolean isAbsent(Object value) {
    return unwrap.apply(value) == null;
  }

  @Override
  boolean isEmpty(Object value) {
    Object present = unwrap.apply(value);
    return present == null || inner.isEmpty(present);
  }

  @Override
  boolean hasUntyped() {
    return inner.hasUntyped();
  }

  @Override
  void learn(Object value, Place place, int depth) {
    Object present = unwrap.apply(value);
    if (present != null) {
      inner.learn(Objects.requireNonNull(present), place, depth);
    }
  }
}
