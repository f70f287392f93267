package dev.checkpoint4j.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scripts that lead from each version of the tables to the next, for one database. */
final class Migrations {
  /** The version of the tables that this library reads and writes. */
  static final int LATEST = 3;

  private static final Pattern WORD = Pattern.compile("\\$\\{(by:)?(\\w+)}");

  private Migrations() {}

  /** The statements that lead to a version from the one before. */
  static List<String> to(int version, Database database) {
    List<String> statements = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String line : script(version).split("\n")) {
      if (!line.startsWith("--")) {
        text.append(line).append('\n');
      }
    }
    for (String statement : text.toString().split(";\n")) {
      if (!statement.isBlank()) {
        statements.add(fill(statement.strip(), database));
      }
    }
    return statements;
  }

  private static String fill(String statement, Database database) {
    Map<String, String> types = database.types();
    Matcher words = WORD.matcher(statement);
    return words.replaceAll(
        word ->
            Matcher.quoteReplacement(
                word.group(1) != null
                    ? database.index(word.group(2))
                    : known(types.get(word.group(2)), word.group(2))));
  }

  private static String known(@Nullable String type, String word) {
    if (type == null) {
      throw new IllegalStateException("No type is called " + word);
    }
    return type;
  }

  private static String script(int version) {
    String name = "schema/V" + version + ".sql";
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The script " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
