package dev.checkpoint4j.arrow;

import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.spi.column.CanonicalReader;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.VectorBuilder;

/**
 * The values that a dictionary-encoded column refers to.
 *
 * @param type of the values
 */
record Dictionary(ColumnType type, ColumnVector values) {
  /** This one with more values behind. */
  Dictionary with(Dictionary more) {
    CanonicalReader reader = CanonicalReader.of(type);
    VectorBuilder all = VectorBuilder.of(type);
    for (int i = 0; i < values.size(); i++) {
      all.add(reader.read(values, i));
    }
    for (int i = 0; i < more.values.size(); i++) {
      all.add(reader.read(more.values, i));
    }
    return new Dictionary(type, all.build());
  }
}
