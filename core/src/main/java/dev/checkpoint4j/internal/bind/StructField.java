package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.column.ColumnAppender;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** A field that is written. */
final class StructField {
  private final SerializedString name;
  private final MethodHandle getter;
  private final Codec codec;
  private final Include include;
  private final boolean hasUntyped;

  /** Takes a getter of type {@code (Object)Object}. */
  StructField(String name, MethodHandle getter, Codec codec, Include include) {
    this.name = new SerializedString(name);
    this.getter = getter;
    this.codec = codec;
    this.include = include;
    this.hasUntyped = codec.hasUntyped();
  }

  String column() {
    return name.getValue();
  }

  Codec codec() {
    return codec;
  }

  boolean nullable() {
    return codec.nullable();
  }

  private @Nullable Object get(Object bean) {
    try {
      return (Object) getter.invokeExact(bean);
    } catch (Throwable e) {
      if (e instanceof Error error) {
        throw error;
      }
      throw Problems.unsupported("its accessor threw " + e.getClass().getName(), e);
    }
  }

  void learn(Object bean, Place place, int depth) {
    try {
      Object value = get(bean);
      Place child = value == null ? null : place.learnChild(column());
      if (value != null && child != null) {
        codec.learn(value, child, depth + 1);
      }
    } catch (RowProblem e) {
      throw e.inside(column());
    }
  }

  void write(Object bean, JsonGenerator out, @Nullable Place place) throws IOException {
    try {
      Object value = get(bean);
      if (value == null) {
        if (include == Include.ALWAYS) {
          out.writeFieldName(name);
          codec.writeNull(out);
        }
      } else if (include == Include.ALWAYS || !isLeftOut(value)) {
        out.writeFieldName(name);
        codec.write(value, out, place == null || !hasUntyped ? null : place.child(column()));
      }
    } catch (RowProblem e) {
      throw e.inside(column());
    }
  }

  /** Whether it is in every row. */
  boolean isAlwaysWritten() {
    return include == Include.ALWAYS;
  }

  private boolean isLeftOut(Object value) {
    return switch (include) {
      case NON_ABSENT -> codec.isAbsent(value);
      case NON_EMPTY -> codec.isAbsent(value) || codec.isEmpty(value);
      default -> false;
    };
  }

  void append(Object bean, ColumnAppender to) {
    try {
      codec.appendOrNull(get(bean), to);
    } catch (RowProblem e) {
      throw e.inside(column());
    }
  }

  @Nullable Object toColumn(Object bean) {
    return toColumn(bean, codec.type().kind());
  }

  /** For a column of this kind, its own or JSON. */
  @Nullable Object toColumn(Object bean, Kind kind) {
    try {
      Object value = get(bean);
      return value != null && kind == Kind.JSON
          ? codec.isAbsent(value) ? null : JsonText.write(codec, value)
          : codec.canonical(value);
    } catch (RowProblem e) {
      throw e.inside(column());
    }
  }
}
