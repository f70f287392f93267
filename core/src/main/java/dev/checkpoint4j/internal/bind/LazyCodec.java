package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stands for a type inside of itself, whose columns would never end: JSON text there. */
final class LazyCodec extends Codec {
  private final String name;
  private final boolean untyped;
  private @Nullable Codec target;

  /** Takes whether there may be untyped values inside, which cannot be seen yet. */
  LazyCodec(String name, boolean untyped) {
    this.name = name;
    this.untyped = untyped;
  }

  /** Called once, before the binding is published. */
  void resolve(Codec codec) {
    target = codec;
  }

  private Codec target() {
    return Objects.requireNonNull(target, name);
  }

  @Override
  ColumnType type() {
    return ColumnType.of(Kind.JSON);
  }

  @Override
  String expected() {
    return name;
  }

  @Override
  void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
    target().write(value, out, place);
  }

  @Override
  @Nullable Object read(JsonParser in, @Nullable Place place) throws IOException {
    return target().read(in, place);
  }

  @Override
  @Nullable Object toColumn(Object value) {
    return target().toColumn(value);
  }

  @Override
  ColumnReader columnReader(ColumnType stored) {
    return target().columnReader(stored);
  }

  @Override
  boolean hasUntyped() {
    return untyped;
  }

  @Override
  void learn(Object value, Place place, int depth) {
    target().learn(value, place, depth);
  }
}
