package dev.checkpoint4j.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition with a question mark for each parameter; constants are never part of the text.
 *
 * @param parameters strings, longs and doubles
 */
record Sql(String text, List<Object> parameters) {
  static final Sql ALWAYS = of("1 = 1");
  static final Sql NEVER = of("1 = 0");

  static Sql of(String text) {
    return new Sql(text, List.of());
  }

  static Sql and(List<Sql> conditions) {
    return join(conditions, " and ", ALWAYS, NEVER);
  }

  static Sql or(List<Sql> conditions) {
    return join(conditions, " or ", NEVER, ALWAYS);
  }

  private static Sql join(List<Sql> conditions, String word, Sql neutral, Sql decisive) {
    List<String> texts = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    for (Sql condition : conditions) {
      if (condition.equals(decisive)) {
        return decisive;
      }
      if (!condition.equals(neutral)) {
        texts.add(condition.text());
        parameters.addAll(condition.parameters());
      }
    }
    if (texts.isEmpty()) {
      return neutral;
    }
    return new Sql(
        texts.size() == 1 ? texts.get(0) : "(" + String.join(word, texts) + ")", parameters);
  }

  /** Binds the parameters; returns the index behind the last. */
  int bind(PreparedStatement to, int at) throws SQLException {
    int next = at;
    for (Object parameter : parameters) {
      if (parameter instanceof Long number) {
        to.setLong(next++, number);
      } else if (parameter instanceof Double number) {
        to.setDouble(next++, number);
      } else {
        to.setString(next++, (String) parameter);
      }
    }
    return next;
  }
}
