package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.internal.bind.UntypedType.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text form of {@link Place}s, as it is kept in a schema: {@code /metadata/score} to {@code
 * integer:int64}. Documented in {@code docs/format/untyped-values.md}.
 */
final class UntypedTable {
  /** At the root: the rows were written as maps, so that columns say nothing about classes. */
  static final String ROWS = "rows";

  /** Before the type that a column's values have, where the column has no kind for it. */
  static final String COLUMN = "column:";

  private static final String ELEMENT = "~*";

  private UntypedTable() {}

  /** The entries of all places below a root. */
  static Map<String, String> print(Place root) {
    Map<String, String> table = new LinkedHashMap<>();
    print(root, "", table);
    return table;
  }

  private static void print(Place place, String path, Map<String, String> table) {
    StringBuilder entry = new StringBuilder();
    for (Token token : Token.values()) {
      UntypedType usual = place.usual(token);
      if (usual != null) {
        entry.append(entry.length() > 0 ? " " : "").append(token.label()).append(':');
        entry.append(usual.label);
      }
    }
    if (entry.length() > 0) {
      table.put(path, entry.toString());
    }
    for (String name : place.names()) {
      Place child = place.child(name);
      if (child != null) {
        print(child, path + "/" + escape(name), table);
      }
    }
    Place element = place.element();
    if (element != null) {
      print(element, path + "/" + ELEMENT, table);
    }
  }

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** The places of a table; null if it says nothing about JSON values. */
  static @Nullable Place parse(Map<String, String> table) {
    Place root = null;
    for (Map.Entry<String, String> entry : table.entrySet()) {
      for (String item : entry.getValue().split(" ", -1)) {
        if (!item.startsWith(COLUMN) && !item.equals(ROWS)) {
          root = root == null ? Place.root() : root;
          set(find(root, entry.getKey()), item);
        }
      }
    }
    return root;
  }

  private static void set(Place place, String item) {
    int colon = item.indexOf(':');
    UntypedType type = colon < 0 ? null : UntypedType.named(item.substring(colon + 1));
    for (Token token : Token.values()) {
      if (type != null && token.label().equals(item.substring(0, colon))) {
        place.setUsual(token, type);
        return;
      }
    }
    throw Problems.corrupt(
        "the table of untyped values has an entry that is none; a newer version may know it");
  }

  private static Place find(Place root, String path) {
    Place place = root;
    for (String step : steps(path)) {
      Place next =
          step.equals(ELEMENT)
              ? place.learnElement()
              : place.learnChild(step.replace("~1", "/").replace("~0", "~"));
      if (next == null) {
        throw Problems.corrupt("the table of untyped values has too many entries");
      }
      place = next;
    }
    return place;
  }

  private static List<String> steps(String path) {
    return path.isEmpty() ? List.of() : List.of(path.substring(1).split("/", -1));
  }
}
