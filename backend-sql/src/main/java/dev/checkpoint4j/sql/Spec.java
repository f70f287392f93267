package dev.checkpoint4j.sql;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.Message;
import dev.checkpoint4j.record.ProjectedCluster;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The table in which records of one kind lie.
 *
 * @param kind its name in the catalogue
 * @param table the table
 * @param cells the columns of the records, in the order of their schema
 */
record Spec(String kind, String table, List<Cell> cells) {
  /** Every record that is none of the built-in ones. */
  static final Spec RECORD = new Spec("record", "c4j_record", List.of(new JsonCell("body")));

  private static final Spec MESSAGE =
      new Spec(
          "message",
          "c4j_message",
          List.of(new TimestampCell("created_at"), new TextCell("role"), new TextCell("content")));

  private static final Spec CONVERSATION =
      new Spec(
          "conversation",
          "c4j_conversation",
          List.of(
              new TextCell("chat_id"),
              new TimestampCell("created_at"),
              new ChildrenCell("messages", "c4j_conversation_message", MESSAGE.cells(), true),
              new TextCell("metadata", false)));

  private static final Spec SUMMARY =
      new Spec(
          "summary",
          "c4j_summary",
          List.of(
              new TextCell("summary"),
              new TextCell("request"),
              new TextCell("topic"),
              new TextsCell("languages"),
              new TextCell("task"),
              new IntCell("concerning_score"),
              new IntCell("user_frustration"),
              new TextsCell("assistant_errors"),
              new TextCell("chat_id"),
              new TextCell("metadata", false),
              new DoublesCell("embedding")));

  private static final Spec CLUSTER =
      new Spec("cluster", "c4j_cluster", cluster("c4j_cluster_member", List.of()));

  private static final Spec PROJECTED =
      new Spec(
          "projected_cluster",
          "c4j_projected_cluster",
          cluster(
              "c4j_projected_cluster_member",
              List.of(new DoubleCell("x_coord"), new DoubleCell("y_coord"), new IntCell("level"))));

  static final List<Spec> ALL = List.of(RECORD, MESSAGE, CONVERSATION, SUMMARY, CLUSTER, PROJECTED);

  private static List<Cell> cluster(String members, List<Cell> place) {
    List<Cell> cells = new ArrayList<>();
    for (String text : List.of("id", "name", "description", "slug")) {
      cells.add(new TextCell(text));
    }
    cells.add(new ChildrenCell("chat_ids", members, List.of(new TextCell("chat_id")), false));
    cells.add(new TextCell("parent_id"));
    cells.addAll(place);
    cells.add(new IntCell("count"));
    return List.copyOf(cells);
  }

  /** The table for records of a type. */
  static Spec of(TypeRef<?> type) {
    Type named = type.type();
    if (named == ConversationSummary.class) {
      return SUMMARY;
    } else if (named == Conversation.class) {
      return CONVERSATION;
    } else if (named == Cluster.class) {
      return CLUSTER;
    } else if (named == ProjectedCluster.class) {
      return PROJECTED;
    }
    return named == Message.class ? MESSAGE : RECORD;
  }

  /** The table of a kind; null if this library does not know it. */
  static @org.jspecify.annotations.Nullable Spec ofKind(String kind) {
    return ALL.stream().filter(spec -> spec.kind().equals(kind)).findFirst().orElse(null);
  }

  /** The lists whose elements have tables of their own. */
  List<ChildrenCell> children() {
    return cells.stream()
        .filter(ChildrenCell.class::isInstance)
        .map(ChildrenCell.class::cast)
        .toList();
  }

  /** The names of the table's columns for the records. */
  List<String> columns() {
    return cells.stream().flatMap(cell -> cell.columns().stream()).toList();
  }
}
