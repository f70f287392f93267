package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Codecs for rows with no class that follow the types of stored columns. */
final class ColumnCodecs {
  private ColumnCodecs() {}

  static Codec of(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Scalars.of(Boolean.class);
      case INT32 -> Scalars.of(Integer.class);
      case INT64 -> Scalars.of(Long.class);
      case FLOAT32 -> Scalars.of(Float.class);
      case FLOAT64 -> Scalars.of(Double.class);
      case STRING -> Scalars.of(String.class);
      case BINARY -> Scalars.of(byte[].class);
      case TIMESTAMP -> Scalars.of(Instant.class);
      case LOCAL_TIMESTAMP -> Scalars.of(LocalDateTime.class);
      case DATE -> Scalars.of(LocalDate.class);
      case DECIMAL -> Scalars.of(BigDecimal.class);
      case LIST -> ListCodec.collection(element(type), ArrayList::new);
      case MAP -> new MapCodec(MapCodec.Keys.STRINGS, element(type), LinkedHashMap::new);
      case STRUCT -> new MapStructCodec(type);
      case JSON -> UntypedCodec.INSTANCE;
    };
  }

  private static Codec element(ColumnType type) {
    Column element = type.element().get(0);
    return of(element.type());
  }
}
