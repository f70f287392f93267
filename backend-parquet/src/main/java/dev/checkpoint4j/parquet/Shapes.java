package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the shape of a column from a file's schema: by its annotations alone, or told by the column
 * that it was written from.
 */
final class Shapes {
  private Shapes() {}

  /** The shape of a field of a foreign file. */
  static Shape of(Node node) {
    if (!node.isRepeated()) {
      return single(node, node.isOptional());
    }
    // A repeated field with no list around it is a list that is never null.
    return repeated(node.maxDef() - 1, false, node, single(node, false));
  }

  private static Shape single(Node node, boolean nullable) {
    if (node.isLeaf()) {
      LeafForm form = LeafForms.of(node.element());
      ColumnType type = LeafForms.type(form, node.element());
      return new Shape.Leaf(type, nullable || form == LeafForm.NULLS, node, form);
    }
    if (node.children().size() == 1 && node.children().get(0).isRepeated()) {
      Node repeated = node.children().get(0);
      if (node.isList()) {
        return repeated(node.maxDef(), nullable, repeated, element(node, repeated));
      }
      if (node.isMap() && isEntry(repeated)) {
        return entries(node, nullable, repeated);
      }
    }
    if (node.children().isEmpty()) {
      throw Problems.unreadable("column \"" + node.path() + "\" is a group without fields");
    }
    List<Shape> fields = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (Node child : node.children()) {
      if (child.isLeaf() && child.name().equals(DocEtlMarks.EMPTY_DICT)) {
        if (node.children().size() == 1) {
          return new Shape.Leaf(ColumnType.structOf(List.of()), true, child, LeafForm.EMPTY_STRUCT);
        }
        continue;
      }
      Shape field = of(child);
      fields.add(field);
      columns.add(Shape.column(child.name(), field, false));
    }
    return new Shape.Struct(ColumnType.structOf(columns), nullable, node.maxDef(), fields);
  }

  /** Two or three levels: the rules of the format for lists that older writers wrote. */
  private static Shape element(Node list, Node repeated) {
    boolean isElement =
        repeated.isLeaf()
            || repeated.children().size() != 1
            || repeated.children().get(0).isRepeated()
            || repeated.name().equals("array")
            || repeated.name().equals(list.name() + "_tuple");
    return isElement ? single(repeated, false) : of(repeated.children().get(0));
  }

  private static Shape repeated(int def, boolean nullable, Node repeated, Shape element) {
    ColumnType type = ColumnType.listOf(element.type(), element.nullable());
    return new Shape.Repeated(type, nullable, def, repeated.maxDef(), repeated.maxRep(), element);
  }

  /** Keys that are no text make the map a list of structs. */
  private static boolean isEntry(Node repeated) {
    return repeated.children().size() == 2
        && repeated.children().get(0).isLeaf()
        && !repeated.children().get(0).isRepeated()
        && LeafForms.of(repeated.children().get(0).element()) == LeafForm.TEXT;
  }

  private static Shape entries(Node map, boolean nullable, Node repeated) {
    Node key = repeated.children().get(0);
    Shape value = of(repeated.children().get(1));
    return new Shape.Entries(
        ColumnType.mapOf(value.type(), value.nullable()),
        nullable,
        map.maxDef(),
        repeated.maxDef(),
        repeated.maxRep(),
        new Shape.Leaf(ColumnType.of(Kind.STRING), key.isOptional(), key, LeafForm.TEXT),
        value);
  }

  /** The shape of a field that was written from this column. */
  static Shape of(Node node, Column column) {
    ColumnType type = column.type();
    boolean nullable = column.nullable();
    return switch (type.kind()) {
      case LIST -> {
        Node repeated = node.children().get(0);
        Shape element = of(repeated.children().get(0), type.element().get(0));
        yield new Shape.Repeated(
            type, nullable, node.maxDef(), repeated.maxDef(), repeated.maxRep(), element);
      }
      case MAP -> {
        Node entry = node.children().get(0);
        Shape.Leaf key = leaf(entry.children().get(0), ColumnType.of(Kind.STRING), false);
        Shape value = of(entry.children().get(1), type.element().get(0));
        yield new Shape.Entries(
            type, nullable, node.maxDef(), entry.maxDef(), entry.maxRep(), key, value);
      }
      case STRUCT -> {
        if (type.fields().isEmpty()) {
          yield new Shape.Leaf(type, nullable, node, LeafForm.EMPTY_STRUCT);
        }
        List<Shape> fields = new ArrayList<>();
        for (int i = 0; i < type.fields().size(); i++) {
          fields.add(of(node.children().get(i), type.fields().get(i)));
        }
        yield new Shape.Struct(type, nullable, node.maxDef(), fields);
      }
      default -> leaf(node, type, nullable);
    };
  }

  private static Shape.Leaf leaf(Node node, ColumnType type, boolean nullable) {
    LeafForm form =
        type.kind() == Kind.DECIMAL ? LeafForm.DECIMAL_TEXT : LeafForms.of(node.element());
    return new Shape.Leaf(type, nullable, node, form);
  }

  /** The leaves of a shape, in order. */
  static void leaves(Shape shape, List<Shape.Leaf> to) {
    if (shape instanceof Shape.Leaf leaf) {
      to.add(leaf);
    } else if (shape instanceof Shape.Struct struct) {
      struct.fields().forEach(field -> leaves(field, to));
    } else if (shape instanceof Shape.Repeated list) {
      leaves(list.element(), to);
    } else if (shape instanceof Shape.Entries map) {
      to.add(map.key());
      leaves(map.value(), to);
    }
  }

  /** The value, for what the compiler cannot see is there. */
  static <T> T present(@Nullable T value) {
    return java.util.Objects.requireNonNull(value);
  }
}
