package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value without parts. */
abstract class ScalarCodec extends Codec {
  private final ColumnType type;
  private final Set<Kind> accepted;

  /** Takes the kind of its column, and the other kinds whose values it can read. */
  ScalarCodec(Kind kind, Kind... others) {
    type = ColumnType.of(kind);
    accepted = EnumSet.of(kind, others);
  }

  @Override
  final ColumnType type() {
    return type;
  }

  @Override
  final @Nullable Object read(JsonParser in, @Nullable Place place) throws IOException {
    return in.currentToken() == JsonToken.START_OBJECT ? Tags.readInside(this, in) : readScalar(in);
  }

  /** Reads the scalar that is current. */
  abstract @Nullable Object readScalar(JsonParser in) throws IOException;

  @Override
  Object toColumn(Object value) {
    return value;
  }

  /** Whether its values are the canonical ones of a kind, so that nobody need ask for each. */
  boolean isCanonical(Kind stored) {
    return false;
  }

  /** The value of a canonical one of an accepted kind. */
  abstract Object fromColumn(Object canonical);

  @Override
  final ColumnReader columnReader(ColumnType stored) {
    if (!accepted.contains(stored.kind())) {
      throw Problems.mismatch(expected(), stored.toString());
    }
    return isCanonical(stored.kind()) ? ColumnReader.AS_IS : this::fromColumn;
  }
}
