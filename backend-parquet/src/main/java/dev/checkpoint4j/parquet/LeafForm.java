package dev.checkpoint4j.parquet;

/** How the stored values of a leaf become values of its column's type. */
enum LeafForm {
  BOOLEAN,
  /** int32 as it is. */
  INT32,
  /** int32 without a sign, as int64. */
  UINT32,
  INT64,
  /** int64 without a sign, as a decimal. */
  UINT64,
  FLOAT32,
  FLOAT64,
  /** Two bytes, IEEE 754 half precision. */
  FLOAT16,
  /** UTF-8 text. */
  TEXT,
  BYTES,
  /** int32 days since 1970-01-01. */
  DATE,
  /** int64 since 1970-01-01T00:00, in the unit. */
  TIMESTAMP_MILLIS,
  TIMESTAMP_MICROS,
  TIMESTAMP_NANOS,
  /** Nanoseconds of the day and the Julian day, twelve bytes. */
  INT96,
  /** int32 or int64 since midnight, as ISO-8601 text. */
  TIME_MILLIS,
  TIME_MICROS,
  TIME_NANOS,
  /** An unscaled int32, int64 or big-endian number. */
  DECIMAL32,
  DECIMAL64,
  DECIMAL_BYTES,
  /** A decimal as text, which keeps the scale of each value. */
  DECIMAL_TEXT,
  /** Sixteen bytes, as text. */
  UUID,
  /** A struct without fields, which Parquet has not: a JSON text. */
  EMPTY_STRUCT,
  /** Nothing but nulls. */
  NULLS
}
