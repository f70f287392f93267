package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import org.jspecify.annotations.Nullable;

/** Which conditions a table can decide. */
final class Leaves {
  private Leaves() {}

  static Conditions conditions(Spec spec, RecordSchema schema, Database database) {
    if (spec.equals(Spec.RECORD)) {
      JsonConditions json = new JsonConditions(schema, database);
      return new Conditions(json::of);
    }
    return new Conditions(leaf -> ofColumn(leaf, spec, database));
  }

  private static @Nullable TwoSided ofColumn(Filter leaf, Spec spec, Database database) {
    String path = leaf.paths().get(0);
    for (Cell cell : spec.cells()) {
      if (cell.name().equals(path)) {
        return cell.condition(leaf, database, spec);
      }
    }
    return null;
  }
}
