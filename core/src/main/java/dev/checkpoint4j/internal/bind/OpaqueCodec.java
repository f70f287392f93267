package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A type that Jackson alone knows how to keep. */
final class OpaqueCodec extends Codec {
  private final JavaType javaType;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  private OpaqueCodec(JavaType javaType) {
    this.javaType = javaType;
    this.writer = Json.MAPPER.writerFor(javaType);
    this.reader = Json.MAPPER.readerFor(javaType);
  }

  /** Refuses what Jackson cannot write or read, and what would load a class named in the data. */
  static OpaqueCodec of(JavaType type) {
    checkTypeInfo(type, new HashSet<>());
    try {
      Json.MAPPER.getSerializerProviderInstance().findTypedValueSerializer(type, true, null);
      JsonDeserializer<?> deserializer =
          ((DefaultDeserializationContext) Json.MAPPER.getDeserializationContext())
              .createDummyInstance(Json.MAPPER.getDeserializationConfig())
              .findRootValueDeserializer(type);
      if (deserializer instanceof AbstractDeserializer) {
        throw Problems.unsupported(
            type.toCanonical() + " is abstract, so that it is not known what to load");
      }
    } catch (DatabindException | IllegalArgumentException e) {
      throw Problems.unsupported(type.toCanonical() + " cannot be bound by Jackson", e);
    }
    return new OpaqueCodec(type);
  }

  private static void checkTypeInfo(JavaType type, Set<JavaType> seen) {
    if (!seen.add(type)) {
      return;
    }
    for (JavaType parameter : type.getBindings().getTypeParameters()) {
      checkTypeInfo(parameter, seen);
    }
    if (type.getContentType() != null) {
      checkTypeInfo(type.getContentType(), seen);
    }
    Class<?> raw = type.getRawClass();
    if (raw.isPrimitive()
        || raw.getName().startsWith("java.")
        || raw.isEnum()
        || JsonNode.class.isAssignableFrom(raw)) {
      return;
    }
    BeanCodecs bean = BeanCodecs.toInspect(type);
    bean.checkTypeInfo();
    bean.propertyTypes().forEach(property -> checkTypeInfo(property, seen));
  }

  /** Whether a container class has annotations of its own. */
  static boolean isAnnotated(JavaType type) {
    return !type.getRawClass().getName().startsWith("java.")
        && Annotations.needJackson(
            Json.MAPPER.getSerializationConfig().introspectClassAnnotations(type).getClassInfo());
  }

  /** The type kept. */
  JavaType javaType() {
    return javaType;
  }

  @Override
  ColumnType type() {
    return ColumnType.of(Kind.JSON);
  }

  @Override
  String expected() {
    return javaType.toCanonical();
  }

  @Override
  void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
    try {
      writer.writeValue(new CheckingGenerator(out), value);
    } catch (JsonProcessingException e) {
      throw problem(e, Problems.unsupported("cannot be written by Jackson", thrown(e)));
    }
  }

  @Override
  @Nullable Object read(JsonParser in, @Nullable Place place) throws IOException {
    try {
      Object value = reader.readValue(new CheckingParser(in));
      if (in.currentToken() == null) {
        throw Problems.corrupt("the row ends in the middle");
      }
      return value;
    } catch (DatabindException e) {
      throw problem(e, Problems.mismatch(expected(), "what Jackson cannot bind to it", thrown(e)));
    }
  }

  /** What the user's class threw; Jackson's own messages quote the data. */
  private static @Nullable Throwable thrown(JsonProcessingException e) {
    Throwable cause = e.getCause();
    while (cause instanceof JsonProcessingException) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** A problem of ours that Jackson wrapped. */
  private static RowProblem problem(JsonProcessingException e, RowProblem otherwise) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof RowProblem known) {
        return known;
      }
    }
    return otherwise;
  }

  @Override
  Object toColumn(Object value) {
    throw new IllegalStateException("The column of an opaque type holds JSON");
  }

  /** Other tools store as text what Jackson writes as a string or as an object. */
  @Override
  ColumnReader columnReader(ColumnType stored) {
    if (stored.kind() == Kind.STRING) {
      return text -> readText((String) text);
    }
    Codec natural = ColumnCodecs.of(stored);
    ColumnReader values = natural.columnReader(stored);
    return canonical -> {
      Object value = values.read(canonical);
      String json = value == null ? "null" : JsonText.write(UntypedCodec.PLAIN, value);
      return JsonText.read(this, json);
    };
  }

  private @Nullable Object readText(String text) {
    String start = text.stripLeading();
    boolean json = start.startsWith("{") || start.startsWith("[");
    return JsonText.read(this, json ? text : JsonText.write(Scalars.of(String.class), text));
  }

  /** Whether values may be JSON objects, as rows must be. */
  boolean isObject() {
    Class<?> raw = javaType.getRawClass();
    return !javaType.isCollectionLikeType()
        && !javaType.isArrayType()
        && !javaType.isEnumType()
        && !raw.isPrimitive()
        && (!raw.getName().startsWith("java.") || javaType.isMapLikeType())
        && !(JsonNode.class.isAssignableFrom(raw)
            && raw != JsonNode.class
            && raw != com.fasterxml.jackson.databind.node.ObjectNode.class)
        && wrapsNoArray();
  }

  private boolean wrapsNoArray() {
    JsonTypeInfo info =
        Json.MAPPER
            .getSerializationConfig()
            .introspectClassAnnotations(javaType)
            .getClassInfo()
            .getAnnotation(JsonTypeInfo.class);
    return info == null || info.include() != JsonTypeInfo.As.WRAPPER_ARRAY;
  }
}
