package dev.checkpoint4j.parquet;

import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;

/**
 * A field of a file's schema: a group, or a leaf whose values one column chunk holds.
 *
 * @param element as the footer has it
 * @param children of a group; empty for a leaf
 * @param maxDef the definition level of a value that is there
 * @param maxRep how many repeated fields lead here
 * @param leaf counted from 0 over the whole schema; -1 for a group
 * @param names from the top-level field down
 */
record Node(
    SchemaElement element,
    List<Node> children,
    int maxDef,
    int maxRep,
    int leaf,
    List<String> names) {
  /** Dotted, for messages. */
  String path() {
    return String.join(".", names);
  }

  String name() {
    return element.getName();
  }

  boolean isLeaf() {
    return leaf >= 0;
  }

  boolean isRepeated() {
    return element.getRepetition_type() == FieldRepetitionType.REPEATED;
  }

  boolean isOptional() {
    return element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
  }

  boolean isList() {
    return (element.isSetLogicalType() && element.getLogicalType().isSetLIST())
        || element.getConverted_type() == org.apache.parquet.format.ConvertedType.LIST;
  }

  boolean isMap() {
    return (element.isSetLogicalType() && element.getLogicalType().isSetMAP())
        || element.getConverted_type() == org.apache.parquet.format.ConvertedType.MAP
        || element.getConverted_type() == org.apache.parquet.format.ConvertedType.MAP_KEY_VALUE;
  }
}
