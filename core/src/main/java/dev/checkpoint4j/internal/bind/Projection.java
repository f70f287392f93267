package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.internal.bind.Codec.ColumnReader;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chosen places of a row, each under its own key; the rest is skipped unread. */
final class Projection {
  private static final Object MISSING = new Object();

  private final List<String> keys;
  private final List<List<String>> paths;
  private final Node root = new Node();

  Projection(Map<String, List<String>> paths) {
    this.keys = List.copyOf(paths.keySet());
    this.paths = List.copyOf(paths.values());
    for (int i = 0; i < keys.size(); i++) {
      Node node = root;
      for (String name : this.paths.get(i)) {
        node = node.children.computeIfAbsent(name, n -> new Node());
      }
      node.slots.add(i);
    }
  }

  /** A name on the way to chosen places, or one of them. */
  private static final class Node {
    final Map<String, Node> children = new HashMap<>();
    final List<Integer> slots = new ArrayList<>();

    boolean isInner() {
      return slots.isEmpty();
    }

    /** Takes a value that was read whole. */
    void take(@Nullable Object value, @Nullable Object[] found) {
      slots.forEach(slot -> found[slot] = value);
      if (value instanceof Map<?, ?> map) {
        children.forEach(
            (name, child) -> {
              if (map.containsKey(name)) {
                child.take(map.get(name), found);
              }
            });
      }
    }
  }

  /** Reads the rest of a row. */
  Map<String, Object> read(JsonParser in, Columns columns, @Nullable Place place)
      throws IOException {
    @Nullable Object[] found = new @Nullable Object[keys.size()];
    Arrays.fill(found, MISSING);
    Problems.checkDepth(in);
    readInner(root, in, in.nextFieldName(), columns, place, found);
    return collect(found);
  }

  /** The types of the columns at a place, where they are known. */
  record Columns(Map<String, ColumnType> types) {
    static final Columns UNKNOWN = new Columns(Map.of());

    static Columns of(List<Column> columns) {
      Map<String, ColumnType> types = new HashMap<>();
      columns.forEach(column -> types.put(column.name(), column.type()));
      return new Columns(types);
    }
  }

  private static void readInner(
      Node node,
      JsonParser in,
      @Nullable String firstKey,
      Columns columns,
      @Nullable Place place,
      @Nullable Object[] found)
      throws IOException {
    Map<String, Node> left = new HashMap<>(node.children);
    for (String key = firstKey; key != null; key = in.nextFieldName()) {
      Problems.next(in);
      Node child = left.remove(key);
      if (child == null) {
        if (node.children.containsKey(key)) {
          throw Problems.duplicate(key);
        }
        in.skipChildren();
        continue;
      }
      try {
        ColumnType type = columns.types().get(key);
        readNode(child, in, type, place == null ? null : place.child(key), found);
      } catch (RowProblem e) {
        throw e.inside(key);
      }
    }
    Problems.checkEnd(in);
  }

  private static void readNode(
      Node node,
      JsonParser in,
      @Nullable ColumnType type,
      @Nullable Place place,
      @Nullable Object[] found)
      throws IOException {
    Codec codec = type == null ? UntypedCodec.INSTANCE : ColumnCodecs.of(type);
    if (!node.isInner()) {
      node.take(codec.readOrNull(in, place), found);
      return;
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    readObject(node, in, type, place, found);
  }

  private static void readObject(
      Node node,
      JsonParser in,
      @Nullable ColumnType type,
      @Nullable Place place,
      @Nullable Object[] found)
      throws IOException {
    Problems.checkDepth(in);
    String key = in.nextFieldName();
    boolean tagged = key != null && key.startsWith(Tags.PREFIX);
    boolean map = tagged && key.equals(Tags.MAP);
    if (map && Problems.next(in) == JsonToken.START_OBJECT) {
      key = in.nextFieldName();
    } else if (tagged) {
      Problems.next(in);
      in.skipChildren();
      Tags.end(in);
      return;
    }
    readInner(node, in, key, fields(node, type), place, found);
    if (map) {
      Tags.end(in);
    }
  }

  private static Columns fields(Node node, @Nullable ColumnType type) {
    if (type == null) {
      return Columns.UNKNOWN;
    }
    return switch (type.kind()) {
      case STRUCT -> Columns.of(type.fields());
      case MAP -> {
        Map<String, ColumnType> types = new HashMap<>();
        node.children.keySet().forEach(k -> types.put(k, type.element().get(0).type()));
        yield new Columns(types);
      }
      default -> Columns.UNKNOWN;
    };
  }

  private Map<String, Object> collect(@Nullable Object[] found) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] != MISSING) {
        row.put(keys.get(i), found[i]);
      }
    }
    return row;
  }

  /** Reads rows of canonical values. */
  RowReader<Map<String, Object>> rowReader(RecordSchema stored) {
    MapRowReader columns = new MapRowReader(stored);
    Map<Integer, Node> needed = new LinkedHashMap<>();
    root.children.forEach(
        (name, node) -> {
          if (stored.indexOf(name) >= 0) {
            needed.put(stored.indexOf(name), node);
          }
        });
    return row -> {
      @Nullable Object[] found = new @Nullable Object[keys.size()];
      Arrays.fill(found, MISSING);
      needed.forEach(
          (index, node) ->
              take(stored.columns().get(index), columns.reader(index), row[index], node, found));
      return collect(found);
    };
  }

  private static void take(
      Column column,
      ColumnReader reader,
      @Nullable Object canonical,
      Node node,
      @Nullable Object[] found) {
    try {
      if (canonical != null) {
        node.take(reader.read(canonical), found);
      } else if (!column.absent()) {
        node.take(null, found);
      }
    } catch (RowProblem e) {
      throw e.inside(column.name());
    }
  }
}
