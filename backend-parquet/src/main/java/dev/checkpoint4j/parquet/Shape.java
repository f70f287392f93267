package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import java.util.List;

/** How the leaves of a file make up the values of a column, and the other way round. */
sealed interface Shape {
  /** The type of the values. */
  ColumnType type();

  /** The definition level at which the value is there, not null. */
  int def();

  /** Whether it may be null. */
  boolean nullable();

  /** The first leaf below, whose levels tell about this value too. */
  Node first();

  /**
   * Values that one leaf holds.
   *
   * @param form how a stored value becomes one of the type
   */
  record Leaf(ColumnType type, boolean nullable, Node first, LeafForm form) implements Shape {
    @Override
    public int def() {
      return first.maxDef();
    }
  }

  /** A group of fields. */
  record Struct(ColumnType type, boolean nullable, int def, List<Shape> fields) implements Shape {
    @Override
    public Node first() {
      return fields.get(0).first();
    }
  }

  /**
   * A list.
   *
   * @param elementDef the definition level at which there is an element
   * @param elementRep the repetition level of an element that is not the first
   */
  record Repeated(
      ColumnType type, boolean nullable, int def, int elementDef, int elementRep, Shape element)
      implements Shape {
    @Override
    public Node first() {
      return element.first();
    }
  }

  /** A map; its numbers are those of a list. */
  record Entries(
      ColumnType type, boolean nullable, int def, int entryDef, int entryRep, Leaf key, Shape value)
      implements Shape {
    @Override
    public Node first() {
      return key.first();
    }
  }

  /** The column of this shape. */
  static Column column(String name, Shape shape, boolean absent) {
    return new Column(name, shape.type(), shape.nullable(), absent);
  }
}
