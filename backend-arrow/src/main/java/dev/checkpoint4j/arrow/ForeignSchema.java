package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.ProjectedCluster;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RecordBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of a file that somebody else wrote are read, from their types, from what {@code
 * datasets} says of them, and from what is asked for.
 */
final class ForeignSchema {
  private static final Set<Class<?>> WITH_STAND_INS =
      Set.of(ConversationSummary.class, Cluster.class, ProjectedCluster.class);
  private static final Set<String> STOOD_IN =
      Set.of(
          "request",
          "topic",
          "languages",
          "task",
          "concerning_score",
          "user_frustration",
          "assistant_errors",
          "embedding",
          "parent_id");

  private ForeignSchema() {}

  static List<Plan> plans(ArrowSchema schema, Features features, RecordBinding<?> binding) {
    RecordSchema wanted = binding.schema();
    boolean standIns = WITH_STAND_INS.contains(binding.type().type());
    List<Plan> plans = new ArrayList<>();
    for (Field field : schema.fields()) {
      ColumnType asked = wanted.column(field.name()).map(Column::type).orElse(null);
      Plan plan = plan(field, features.of(field.name()), asked);
      plans.add(
          standIns && STOOD_IN.contains(field.name())
              ? Plan.made(field, field.name(), plan.type(), KuraValues.standIns(plan.reader()))
              : plan);
    }
    return plans;
  }

  private static Plan plan(Field field, JsonNode feature, @Nullable ColumnType asked) {
    Field.Dictionary encoding = field.dictionary();
    if (encoding != null) {
      ColumnType type = dictionaryValue(field).type();
      return Plan.made(field, field.name(), type, Coded.dictionary(field, encoding));
    }
    return switch (field.type().id()) {
      case LIST, LARGE_LIST, FIXED_SIZE_LIST -> list(field, feature, asked);
      case STRUCT -> struct(field, feature, asked);
      case MAP -> map(field, feature);
      default -> flat(field, feature);
    };
  }

  /** How the values of a dictionary are read. */
  static Plan dictionaryValue(Field field) {
    Field value =
        new Field(0, field.name(), field.type(), field.children(), null, field.metadata());
    return plan(value, Features.none(), null);
  }

  private static Plan flat(Field field, JsonNode feature) {
    List<String> labels = Features.labels(feature);
    if (labels != null && field.type().id() == ArrowType.Id.INT) {
      ColumnType text = ColumnType.of(Kind.STRING);
      return Plan.made(field, field.name(), text, Coded.labels(field, labels));
    }
    Kind kind = Flat.kind(field.type());
    boolean json =
        kind == Kind.STRING
            && (Features.isJson(feature)
                || "arrow.json".equals(field.metadata().get("ARROW:extension:name")));
    ColumnType type = ColumnType.of(json ? Kind.JSON : kind);
    boolean direct =
        field.type().id() != ArrowType.Id.TIME && field.type().id() != ArrowType.Id.NULL;
    return new Plan(field, Column.of(field.name(), type, true), Flat.reader(field), direct);
  }

  private static Plan list(Field field, JsonNode feature, @Nullable ColumnType asked) {
    ColumnType askedElement =
        asked != null && asked.kind() == Kind.LIST ? asked.element().get(0).type() : null;
    Plan element = plan(field.children().get(0), Features.element(feature), askedElement);
    return Plan.of(field, field.name(), Plan.listOf(element), Nested.list(field, element.reader()));
  }

  private static Plan struct(Field field, JsonNode feature, @Nullable ColumnType asked) {
    ColumnType askedElement =
        asked != null && asked.kind() == Kind.LIST ? asked.element().get(0).type() : null;
    boolean transposed =
        askedElement != null && askedElement.kind() == Kind.STRUCT && allLists(field);
    List<Plan> plans = new ArrayList<>();
    for (Field child : field.children()) {
      ColumnType below = below(transposed ? askedElement : asked, child.name());
      if (transposed && below != null) {
        below = ColumnType.listOf(below, true);
      }
      plans.add(plan(child, Features.field(feature, child.name()), below));
    }
    if (transposed) {
      return transposed(field, plans);
    }
    boolean isMap =
        isKeysAndValues(field) && plans.get(0).type().element().get(0).type().kind() == Kind.STRING;
    if (isMap && asked != null && asked.kind() == Kind.MAP) {
      return Plan.made(
          field,
          field.name(),
          ColumnType.mapOf(plans.get(1).type().element().get(0).type(), true),
          Nested.keysAndValues(field, plans.get(0).reader(), plans.get(1).reader()));
    }
    boolean texts = isMap && plans.get(1).type().element().get(0).type().kind() == Kind.STRING;
    if (texts && asked != null && asked.kind() == Kind.JSON) {
      ColumnReader maps = Nested.keysAndValues(field, plans.get(0).reader(), plans.get(1).reader());
      ColumnType json = ColumnType.of(Kind.JSON);
      return Plan.made(field, field.name(), json, KuraValues.metadata(maps));
    }
    List<ColumnReader> readers = plans.stream().map(Plan::reader).toList();
    ColumnType type = ColumnType.structOf(plans.stream().map(Plan::column).toList());
    return Plan.of(field, field.name(), type, Nested.struct(field, readers));
  }

  private static Plan transposed(Field field, List<Plan> plans) {
    List<Column> columns = new ArrayList<>();
    for (Plan plan : plans) {
      columns.add(Column.of(plan.column().name(), plan.type().element().get(0).type(), true));
    }
    List<ColumnReader> readers = plans.stream().map(Plan::reader).toList();
    ColumnType type = ColumnType.listOf(ColumnType.structOf(columns), true);
    return Plan.made(field, field.name(), type, Nested.transposed(field, readers));
  }

  private static @Nullable ColumnType below(@Nullable ColumnType struct, String name) {
    if (struct == null || struct.kind() != Kind.STRUCT) {
      return null;
    }
    return struct.fields().stream()
        .filter(f -> f.name().equals(name))
        .map(Column::type)
        .findFirst()
        .orElse(null);
  }

  private static boolean allLists(Field field) {
    return !field.children().isEmpty() && field.children().stream().allMatch(ForeignSchema::isList);
  }

  private static boolean isList(Field field) {
    return switch (field.type().id()) {
      case LIST, LARGE_LIST, FIXED_SIZE_LIST -> field.dictionary() == null;
      default -> false;
    };
  }

  private static boolean isKeysAndValues(Field field) {
    return field.children().size() == 2
        && field.children().get(0).name().equals(OwnSchema.KEYS)
        && field.children().get(1).name().equals(OwnSchema.VALUES)
        && allLists(field);
  }

  private static Plan map(Field field, JsonNode feature) {
    Field entry = field.children().get(0);
    Plan key = plan(entry.children().get(0), Features.none(), null);
    Plan value = plan(entry.children().get(1), Features.none(), null);
    if (key.type().kind() != Kind.STRING) {
      Plan element = plan(entry, Features.none(), null);
      return Plan.of(
          field, field.name(), Plan.listOf(element), Nested.list(field, element.reader()));
    }
    ColumnType type = ColumnType.mapOf(value.type(), true);
    return Plan.of(field, field.name(), type, Nested.map(field, key.reader(), value.reader()));
  }
}
