package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Infers columns from what was seen at the {@link Place}s of rows with no class. */
final class Shape {
  /** A map with more different keys than this is no struct. */
  static final int MAX_FIELDS = 100;

  /** Integers that are {@code Integer} or {@code Long} by their size. */
  static final String NATURAL = "natural";

  private static final Set<UntypedType> INTEGERS = EnumSet.of(UntypedType.INT32, UntypedType.INT64);

  private final boolean exact;
  private final Map<String, String> markers = new LinkedHashMap<>();

  private Shape(boolean exact) {
    this.exact = exact;
  }

  /** Columns for rows of canonical values, with what those do not tell. */
  static Shape exact() {
    return new Shape(true);
  }

  /** Columns that describe JSON values, which tell the rest themselves. */
  static Shape descriptive() {
    return new Shape(false);
  }

  /** Which columns have values of a class that their type does not tell. */
  Map<String, String> markers() {
    return markers;
  }

  /** The columns of the maps seen at a place. */
  List<Column> columns(Place place, String path) {
    List<Column> columns = new ArrayList<>();
    for (String name : place.names()) {
      if (name.isEmpty()) {
        continue;
      }
      Place child = Objects.requireNonNull(place.child(name));
      boolean missing = child.present() < place.objects();
      ColumnType type =
          exact && missing && child.nulls() > 0
              ? json()
              : type(child, path + "/" + UntypedTable.escape(name));
      columns.add(new Column(name, type, missing || child.nulls() > 0, exact && missing));
    }
    return columns;
  }

  private static ColumnType json() {
    return ColumnType.of(Kind.JSON);
  }

  private ColumnType type(Place place, String path) {
    Set<UntypedType> seen = place.seen();
    if (seen.equals(INTEGERS) && !(exact && place.hasSmallLongs())) {
      mark(path, NATURAL);
      return ColumnType.of(Kind.INT64);
    }
    if (seen.size() != 1) {
      return json();
    }
    UntypedType only = seen.iterator().next();
    ColumnType type =
        switch (only) {
          case MAP -> struct(place, path);
          case LIST, SET -> list(place.element(), path);
          default -> only.codec().type();
        };
    if (!only.isCanonical() && type.kind() != Kind.JSON) {
      mark(path, only.label);
    }
    return type;
  }

  private void mark(String path, String label) {
    if (exact) {
      markers.put(path, UntypedTable.COLUMN + label);
    }
  }

  private ColumnType struct(Place place, String path) {
    int fields = place.names().size();
    if (fields == 0 || fields > MAX_FIELDS || place.isOverflown() || place.names().contains("")) {
      return json();
    }
    return ColumnType.structOf(columns(place, path));
  }

  private ColumnType list(@Nullable Place element, String path) {
    if (element == null) {
      return json();
    }
    ColumnType type = type(element, path + "/~*");
    return type.kind() == Kind.JSON ? type : ColumnType.listOf(type, element.nulls() > 0);
  }
}
