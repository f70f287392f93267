package dev.checkpoint4j.parquet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;

/** A footer's flat list of schema elements as a tree, checked. */
final class SchemaTree {
  private final List<SchemaElement> elements;
  private final List<Node> leaves = new ArrayList<>();
  private final List<Node> columns;
  private int position;
  private int depth;

  /** Builds the tree. */
  SchemaTree(List<SchemaElement> elements) {
    this.elements = elements;
    if (elements.isEmpty()) {
      throw Problems.corrupt("the schema is empty");
    }
    SchemaElement root = elements.get(position++);
    this.columns = children(root, 0, 0, List.of());
    if (position != elements.size()) {
      throw Problems.corrupt("the schema has elements that belong to no group");
    }
  }

  /** The top-level fields. */
  List<Node> columns() {
    return columns;
  }

  /** All leaves, in the order of the column chunks. */
  List<Node> leaves() {
    return leaves;
  }

  private List<Node> children(SchemaElement group, int def, int rep, List<String> path) {
    int count = group.getNum_children();
    if (count < 0 || count > elements.size() - position) {
      throw Problems.corrupt("the schema counts " + count + " fields that are not there");
    }
    List<Node> children = new ArrayList<>(count);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Node child = node(def, rep, path);
      if (!names.add(child.name())) {
        throw Problems.corrupt("the schema names column \"" + child.path() + "\" twice");
      }
      children.add(child);
    }
    return children;
  }

  private Node node(int parentDef, int parentRep, List<String> parentPath) {
    if (position >= elements.size()) {
      throw Problems.corrupt("the schema ends early");
    }
    SchemaElement element = elements.get(position++);
    if (element.getName() == null || element.getRepetition_type() == null) {
      throw Problems.corrupt("a column has no name or no repetition");
    }
    List<String> path = new ArrayList<>(parentPath);
    path.add(element.getName());
    FieldRepetitionType repetition = element.getRepetition_type();
    int def = parentDef + (repetition == FieldRepetitionType.REQUIRED ? 0 : 1);
    int rep = parentRep + (repetition == FieldRepetitionType.REPEATED ? 1 : 0);
    Limits.size("the nesting of a column", def, Limits.MAX_LEVEL);
    if (element.isSetType()) {
      if (element.getType() == null) {
        throw Problems.corrupt(
            "column \"" + String.join(".", path) + "\" has a type that no version names");
      }
      Node leaf = new Node(element, List.of(), def, rep, leaves.size(), path);
      leaves.add(leaf);
      Limits.size("the number of columns", leaves.size(), Limits.LEAVES);
      return leaf;
    }
    depth++;
    // A chain of required groups has no levels, so depth is counted as well.
    Limits.size("the nesting of a column", depth, Limits.MAX_LEVEL);
    List<Node> children = children(element, def, rep, path);
    depth--;
    return new Node(element, children, def, rep, -1, path);
  }
}
