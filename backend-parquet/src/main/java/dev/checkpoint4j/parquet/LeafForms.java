package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the values of a leaf are, from its physical type and its annotation, old or new. */
final class LeafForms {
  private static final LogicalType NONE = new LogicalType();

  private LeafForms() {}

  static LeafForm of(SchemaElement element) {
    LogicalType logical = element.isSetLogicalType() ? element.getLogicalType() : NONE;
    ConvertedType converted = element.getConverted_type();
    if (logical.isSetUNKNOWN()) {
      return LeafForm.NULLS;
    }
    return switch (element.getType()) {
      case BOOLEAN -> LeafForm.BOOLEAN;
      case INT32 -> int32(logical, converted);
      case INT64 -> int64(logical, converted);
      case INT96 -> LeafForm.INT96;
      case FLOAT -> LeafForm.FLOAT32;
      case DOUBLE -> LeafForm.FLOAT64;
      case BYTE_ARRAY -> bytes(logical, converted);
      case FIXED_LEN_BYTE_ARRAY -> fixed(element, logical, converted);
    };
  }

  private static LeafForm int32(LogicalType logical, @Nullable ConvertedType converted) {
    if (logical.isSetDATE() || converted == ConvertedType.DATE) {
      return LeafForm.DATE;
    }
    if (logical.isSetDECIMAL() || converted == ConvertedType.DECIMAL) {
      return LeafForm.DECIMAL32;
    }
    if (logical.isSetTIME() || converted == ConvertedType.TIME_MILLIS) {
      return LeafForm.TIME_MILLIS;
    }
    boolean unsigned = logical.isSetINTEGER() && isUnsigned(logical.getINTEGER(), Integer.SIZE);
    return unsigned || converted == ConvertedType.UINT_32 ? LeafForm.UINT32 : LeafForm.INT32;
  }

  private static LeafForm int64(LogicalType logical, @Nullable ConvertedType converted) {
    if (logical.isSetTIMESTAMP()) {
      return timestamp(logical.getTIMESTAMP().getUnit());
    }
    if (logical.isSetTIME()) {
      return logical.getTIME().getUnit().isSetNANOS() ? LeafForm.TIME_NANOS : LeafForm.TIME_MICROS;
    }
    if (logical.isSetDECIMAL() || converted == ConvertedType.DECIMAL) {
      return LeafForm.DECIMAL64;
    }
    boolean unsigned = logical.isSetINTEGER() && isUnsigned(logical.getINTEGER(), Long.SIZE);
    if (unsigned || converted == ConvertedType.UINT_64) {
      return LeafForm.UINT64;
    }
    if (converted == ConvertedType.TIMESTAMP_MILLIS) {
      return LeafForm.TIMESTAMP_MILLIS;
    }
    if (converted == ConvertedType.TIMESTAMP_MICROS) {
      return LeafForm.TIMESTAMP_MICROS;
    }
    return converted == ConvertedType.TIME_MICROS ? LeafForm.TIME_MICROS : LeafForm.INT64;
  }

  private static boolean isUnsigned(IntType type, int bits) {
    return !type.isIsSigned() && type.getBitWidth() == bits;
  }

  private static LeafForm timestamp(TimeUnit unit) {
    if (unit.isSetMILLIS()) {
      return LeafForm.TIMESTAMP_MILLIS;
    }
    return unit.isSetMICROS() ? LeafForm.TIMESTAMP_MICROS : LeafForm.TIMESTAMP_NANOS;
  }

  private static LeafForm bytes(LogicalType logical, @Nullable ConvertedType converted) {
    if (logical.isSetDECIMAL() || converted == ConvertedType.DECIMAL) {
      return LeafForm.DECIMAL_BYTES;
    }
    boolean text = logical.isSetSTRING() || logical.isSetENUM() || logical.isSetJSON();
    return text
            || converted == ConvertedType.UTF8
            || converted == ConvertedType.ENUM
            || converted == ConvertedType.JSON
        ? LeafForm.TEXT
        : LeafForm.BYTES;
  }

  private static LeafForm fixed(
      SchemaElement element, LogicalType logical, @Nullable ConvertedType converted) {
    if (logical.isSetDECIMAL() || converted == ConvertedType.DECIMAL) {
      return LeafForm.DECIMAL_BYTES;
    }
    if (logical.isSetUUID() && element.getType_length() == 2 * Long.BYTES) {
      return LeafForm.UUID;
    }
    return logical.isSetFLOAT16() && element.getType_length() == Short.BYTES
        ? LeafForm.FLOAT16
        : LeafForm.BYTES;
  }

  /** The type that values of a form have where nothing else is said. */
  static ColumnType type(LeafForm form, SchemaElement element) {
    return ColumnType.of(
        switch (form) {
          case BOOLEAN -> Kind.BOOLEAN;
          case INT32 -> Kind.INT32;
          case UINT32, INT64 -> Kind.INT64;
          case FLOAT16, FLOAT32 -> Kind.FLOAT32;
          case FLOAT64 -> Kind.FLOAT64;
          case TEXT -> isJson(element) ? Kind.JSON : Kind.STRING;
          case UUID, TIME_MILLIS, TIME_MICROS, TIME_NANOS -> Kind.STRING;
          case BYTES -> Kind.BINARY;
          case DATE -> Kind.DATE;
          case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS, INT96 ->
              isLocal(element) ? Kind.LOCAL_TIMESTAMP : Kind.TIMESTAMP;
          case UINT64, DECIMAL32, DECIMAL64, DECIMAL_BYTES, DECIMAL_TEXT -> Kind.DECIMAL;
          case NULLS -> Kind.JSON;
          case EMPTY_STRUCT -> Kind.STRUCT;
        });
  }

  private static boolean isJson(SchemaElement element) {
    return element.getConverted_type() == ConvertedType.JSON
        || (element.isSetLogicalType() && element.getLogicalType().isSetJSON());
  }

  private static boolean isLocal(SchemaElement element) {
    return element.isSetLogicalType()
        && element.getLogicalType().isSetTIMESTAMP()
        && !element.getLogicalType().getTIMESTAMP().isIsAdjustedToUTC();
  }
}
