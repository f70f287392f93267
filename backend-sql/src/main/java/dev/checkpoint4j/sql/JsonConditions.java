package dev.checkpoint4j.sql;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on records that lie as JSON text, by the JSON functions of SQLite, PostgreSQL, MariaDB
 * and MySQL. None is exact: where a value is of another JSON type than its column says (a NaN, a
 * tagged value), the row is kept for core to look at. H2 has no function for it.
 */
final class JsonConditions {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_ -]+");
  private static final Pattern DOT = Pattern.compile("\\.");

  private final RecordSchema schema;
  private final Database database;

  JsonConditions(RecordSchema schema, Database database) {
    this.schema = schema;
    this.database = database;
  }

  /** A single condition; null if the database is not asked. */
  @Nullable TwoSided of(Filter leaf) {
    List<String> names = List.of(DOT.split(leaf.paths().get(0), -1));
    if (database == Database.H2
        || !names.stream().allMatch(name -> PLAIN_NAME.matcher(name).matches())) {
      return null;
    }
    Optional<Kind> kind = kind(names);
    if (kind.isEmpty()) {
      return null;
    }
    if (leaf instanceof Filter.IsNull) {
      return isNull(names);
    }
    return switch (kind.get()) {
      case INT32, INT64 -> guarded(NumberConditions.ofWhole(leaf, number(kind.get())), names, true);
      case FLOAT64 -> guarded(floating(leaf), names, true);
      // MariaDB's JSON functions lose characters beyond U+FFFF on the way to a comparison.
      case STRING ->
          database.isMySql()
              ? null
              : guarded(TextConditions.of(leaf, text(), database), names, false);
      default -> null;
    };
  }

  /** The kind of the values at a path; empty where only the rows know, or a tag may stand above. */
  private Optional<Kind> kind(List<String> names) {
    boolean rows = schema.untyped().containsKey("");
    Column column = schema.column(names.get(0)).orElse(null);
    for (int i = 1; i < names.size() && column != null; i++) {
      ColumnType type = column.type();
      String name = names.get(i);
      column =
          type.kind() == Kind.STRUCT && !rows
              ? type.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElse(null)
              : null;
    }
    return Optional.ofNullable(column).map(c -> c.type().kind());
  }

  private @Nullable TwoSided floating(Filter leaf) {
    if (!(leaf instanceof Filter.Compare compare)) {
      return null;
    }
    Double constant = NumberConditions.doubleOf(compare.value());
    if (constant == null) {
      return null;
    }
    // SQLite and MariaDB may miss the nearest double by one when they read a number.
    double above = Math.nextUp(Math.nextUp(constant));
    double below = Math.nextDown(Math.nextDown(constant));
    String value = number(Kind.FLOAT64);
    Sql atMost = new Sql(value + " <= ?", List.of(above));
    Sql atLeast = new Sql(value + " >= ?", List.of(below));
    return switch (compare.comparison()) {
      case EQ -> new TwoSided(Sql.and(List.of(atMost, atLeast)), Sql.ALWAYS, false);
      case NE -> new TwoSided(Sql.ALWAYS, Sql.and(List.of(atMost, atLeast)), false);
      case LT, LE -> new TwoSided(atMost, atLeast, false);
      case GT, GE -> new TwoSided(atLeast, atMost, false);
    };
  }

  /** The value at the path, as a number; the mark stands for the path. */
  private String number(Kind kind) {
    return switch (database) {
      case SQLITE -> "json_extract(body, @)";
      case POSTGRESQL ->
          "cast(body #>> @ as " + (kind == Kind.FLOAT64 ? "double precision" : "numeric") + ")";
      default ->
          "cast(json_unquote(json_extract(body, @)) as "
              + (kind == Kind.FLOAT64 ? "double" : "decimal(65, 0)")
              + ")";
    };
  }

  private String text() {
    return switch (database) {
      case SQLITE -> "json_extract(body, @)";
      case POSTGRESQL -> "(body #>> @)";
      default -> throw new IllegalStateException("Texts in JSON are not asked of " + database);
    };
  }

  private String type() {
    return switch (database) {
      case SQLITE -> "json_type(body, @)";
      case POSTGRESQL -> "json_typeof(body #> @)";
      default -> "json_type(json_extract(body, @))";
    };
  }

  private String absent() {
    String type = type();
    return "(" + type + " is null or " + type + " in ('null', 'NULL'))";
  }

  private String expected(boolean number, boolean floating) {
    return switch (database) {
      case SQLITE -> number ? floating ? "('integer', 'real')" : "('integer')" : "('text')";
      case POSTGRESQL -> number ? "('number')" : "('string')";
      default ->
          number ? floating ? "('INTEGER', 'DOUBLE', 'DECIMAL')" : "('INTEGER')" : "('STRING')";
    };
  }

  private @Nullable TwoSided guarded(@Nullable TwoSided plain, List<String> names, boolean number) {
    if (plain == null) {
      return null;
    }
    return new TwoSided(
        guard(plain.whenTrue(), names, number), guard(plain.whenFalse(), names, number), false);
  }

  /** The cases are taken in order, so that no value of another type is converted. */
  private Sql guard(Sql condition, List<String> names, boolean number) {
    String escaped = database == Database.POSTGRESQL ? "when is_escaped = 1 then 1 " : "";
    String text =
        "case "
            + escaped
            + "when "
            + absent()
            + " then 0 when "
            + type()
            + " in "
            + expected(number, number)
            + " then case when "
            + condition.text()
            + " then 1 else 0 end else 1 end = 1";
    return located(new Sql(text, condition.parameters()), names);
  }

  private TwoSided isNull(List<String> names) {
    String escaped = database == Database.POSTGRESQL ? "when is_escaped = 1 then 1 " : "";
    String test = "case " + escaped + "when " + absent() + " then %d else %d end = 1";
    return new TwoSided(
        located(Sql.of(test.formatted(1, 0)), names),
        located(Sql.of(test.formatted(0, 1)), names),
        false);
  }

  /** Puts the path in, as a parameter, wherever the text has its mark. */
  private Sql located(Sql marked, List<String> names) {
    StringBuilder text = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    int next = 0;
    for (char c : marked.text().toCharArray()) {
      if (c == '@') {
        text.append(database == Database.POSTGRESQL ? "cast(? as text[])" : "?");
        parameters.add(path(names));
      } else {
        text.append(c);
        if (c == '?') {
          parameters.add(marked.parameters().get(next++));
        }
      }
    }
    return new Sql(text.toString(), parameters);
  }

  private String path(List<String> names) {
    if (database == Database.POSTGRESQL) {
      return "{\"" + String.join("\",\"", names) + "\"}";
    }
    return "$.\"" + String.join("\".\"", names) + "\"";
  }
}
