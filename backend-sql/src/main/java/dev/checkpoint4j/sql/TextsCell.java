package dev.checkpoint4j.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A short list of texts, as a JSON array. */
record TextsCell(String name) implements Cell {
  @Override
  public List<String> columns() {
    return List.of(name);
  }

  @Override
  public void bind(
      Database database, PreparedStatement to, int at, @Nullable Object value, boolean escaped)
      throws SQLException {
    if (value instanceof List<?> list) {
      to.setString(at, list.isEmpty() ? "[]" : write(list));
    } else {
      to.setNull(at, Types.VARCHAR);
    }
  }

  private static String write(List<?> list) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JsonRows.JSON.createGenerator(text)) {
      out.writeStartArray();
      for (Object element : list) {
        out.writeString((String) element);
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  @Override
  public @Nullable Object read(ResultSet from, int at, boolean escaped) throws SQLException {
    String text = from.getString(at);
    return text == null ? null : parse(text);
  }

  private List<@Nullable Object> parse(String text) {
    List<@Nullable Object> list = new ArrayList<>(2);
    if (text.equals("[]")) {
      return list;
    }
    if (text.startsWith("[\"") && text.indexOf('"', 2) == text.length() - 2) {
      String only = text.substring(2, text.length() - 2);
      if (only.indexOf('\\') < 0) {
        list.add(only);
        return list;
      }
    }
    try (JsonParser in = JsonRows.JSON.createParser(text)) {
      boolean array = in.nextToken() == JsonToken.START_ARRAY;
      for (JsonToken t = in.nextToken(); array && t != JsonToken.END_ARRAY; t = in.nextToken()) {
        if (t != JsonToken.VALUE_STRING && t != JsonToken.VALUE_NULL) {
          throw new RowProblem(RowProblem.Kind.CORRUPT, name, "expected an array of strings");
        }
        list.add(t == JsonToken.VALUE_NULL ? null : in.getText());
      }
    } catch (IOException e) {
      throw new RowProblem(RowProblem.Kind.CORRUPT, name, "expected an array of strings");
    }
    return list;
  }

  @Override
  public long bytes(@Nullable Object value) {
    long bytes = 2;
    if (value instanceof List<?> list) {
      for (Object element : list) {
        bytes += element == null ? 4 : ((String) element).length() + 3;
      }
    }
    return bytes;
  }

  @Override
  public @Nullable TwoSided condition(Filter leaf, Database database, Spec spec) {
    return leaf instanceof Filter.IsNull ? TwoSided.isNull(name) : null;
  }
}
