package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Draws the tables from the scripts that make them, and compares the drawing with the one in the
 * documents; with {@code -Dcheckpoint4j.write-docs=true} it puts it there.
 */
class DiagramTest {
  private static final Path PAGE = Path.of("..", "docs", "format", "sql.md");
  private static final Pattern TABLE =
      Pattern.compile("create table (\\w+) \\((.*)\\)", Pattern.DOTALL);
  private static final Pattern ALTER = Pattern.compile("alter table (\\w+) add column (.*)");
  private static final Pattern COLUMN = Pattern.compile("^  (\\w+) ([a-z]+)", Pattern.MULTILINE);
  private static final Pattern PRIMARY = Pattern.compile("primary key \\(([^)]*)\\)");
  private static final Pattern FOREIGN =
      Pattern.compile("foreign key \\(([^)]*)\\) references (\\w+)");
  private static final Pattern DRAWN = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);

  /** The tables as an entity-relationship diagram in Mermaid's language. */
  private static String draw() {
    StringBuilder boxes = new StringBuilder();
    StringBuilder lines = new StringBuilder();
    Map<String, String> bodies = new LinkedHashMap<>();
    for (int version = 1; version <= Migrations.LATEST; version++) {
      for (String statement : Migrations.to(version, Database.SQLITE)) {
        Matcher table = TABLE.matcher(statement);
        Matcher alter = ALTER.matcher(statement);
        if (alter.find()) {
          bodies.merge(alter.group(1), "  " + alter.group(2) + "\n", String::concat);
        } else if (table.find()) {
          bodies.put(table.group(1), table.group(2));
        }
      }
    }
    bodies.forEach((name, body) -> box(name, body, boxes, lines));
    return "erDiagram\n" + lines + boxes;
  }

  private static void box(String name, String body, StringBuilder boxes, StringBuilder lines) {
    List<String> primary = new ArrayList<>();
    Matcher key = PRIMARY.matcher(body);
    if (key.find()) {
      primary.addAll(List.of(key.group(1).split(", ")));
    }
    List<String> foreign = new ArrayList<>();
    Matcher reference = FOREIGN.matcher(body);
    while (reference.find()) {
      foreign.addAll(List.of(reference.group(1).split(", ")));
      lines
          .append("  ")
          .append(reference.group(2))
          .append(" ||--o{ ")
          .append(name)
          .append(" : \"\"\n");
    }
    boxes.append("  ").append(name).append(" {\n");
    Matcher column = COLUMN.matcher(body);
    while (column.find()) {
      String called = column.group(1);
      if (called.equals("primary") || called.equals("foreign")) {
        continue;
      }
      List<String> keys = new ArrayList<>();
      String rest = body.substring(column.start(), body.indexOf('\n', column.start() + 1) + 1);
      if (primary.contains(called) || rest.contains("primary key")) {
        keys.add("PK");
      }
      if (foreign.contains(called)) {
        keys.add("FK");
      }
      boxes.append("    ").append(column.group(2)).append(' ').append(called);
      boxes.append(keys.isEmpty() ? "" : " " + String.join(", ", keys)).append('\n');
    }
    boxes.append("  }\n");
  }

  @Test
  void theDiagramInTheDocumentsIsThatOfTheScripts() throws Exception {
    String page = Files.readString(PAGE);
    Matcher drawn = DRAWN.matcher(page);
    assertThat(drawn.find()).isTrue();
    if (Boolean.getBoolean("checkpoint4j.write-docs")) {
      Files.writeString(
          PAGE, page.substring(0, drawn.start(1)) + draw() + page.substring(drawn.end(1)));
    } else {
      assertThat(drawn.group(1)).isEqualTo(draw());
    }
  }
}
