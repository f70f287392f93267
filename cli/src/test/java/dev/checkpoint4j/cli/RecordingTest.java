package dev.checkpoint4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.TypeRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The session that {@code docs/command.md} shows, from the packaged jar. {@code
 * -Dcheckpoint4j.write-docs=true} records it anew.
 */
class RecordingTest {
  private static final Path PICTURE =
      Path.of(Jar.property("checkpoints.launcher"))
          .resolve("../../../../../docs/images/command.svg")
          .normalize();
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
  private static final Pattern TEXT = Pattern.compile("<text[^>]*>(.*)</text>");
  private static final List<String> TOPICS = List.of("python", "travel", "taxes", "recipes");

  private final Path dir;
  private final List<String> shown = new ArrayList<>();

  RecordingTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private static List<Map<String, Object>> summaries(int count, String model) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("chat_id", "chat-" + i);
      row.put("summary", "The user asks for help with " + TOPICS.get(i % TOPICS.size()));
      row.put("topic", TOPICS.get(i % TOPICS.size()));
      row.put("concerning_score", 1 + i * 7 % 5);
      row.put("metadata", Map.of("model", model));
      rows.add(row);
    }
    return rows;
  }

  private void prepare() {
    try (CheckpointManager store =
        CheckpointManagers.open("jsonl:" + dir.resolve("checkpoints") + "?keep=5")) {
      for (String model : List.of("small", "large")) {
        store.getOrCompute(
            "summaries",
            TypeRef.mapRow(),
            Fingerprint.version("v1").param("model", model),
            () -> summaries(model.equals("small") ? 1990 : 2000, "m"));
      }
      store.saveRows("topics", summaries(TOPICS.size(), "m"));
    }
  }

  private void command(String... arguments) {
    StringBuilder typed = new StringBuilder("$ checkpoints");
    for (String argument : arguments) {
      typed.append(' ').append(argument.contains(" ") ? '"' + argument + '"' : argument);
    }
    shown.add(typed.toString());
    Jar.Result result =
        new Jar(dir, Map.of("JDK_JAVA_OPTIONS", "-Dpicocli.ansi=true")).run(arguments);
    result.out().lines().forEach(shown::add);
    shown.add("");
  }

  private void session() {
    command("list");
    command(
        "query",
        "summaries",
        "--where",
        "concerning_score >= 4",
        "--select",
        "chat_id,topic",
        "--limit",
        "3");
    command("versions", "summaries");
    command("explain", "summaries");
    command("diff", "summaries", "--key", "chat_id", "--limit", "3");
    command("migrate", "checkpoints", "parquet:./parquet");
    command("analyze", "checkpoints", "parquet:./parquet");
    shown.remove(shown.size() - 1);
  }

  /** Times, digests, and figures that change with each byte of a format, are not compared. */
  private static List<String> comparable(String svg) {
    List<String> lines = new ArrayList<>();
    Matcher text = TEXT.matcher(svg);
    while (text.find()) {
      lines.add(text.group(1).replaceAll("[0-9a-f]+…", "#").replaceAll("[0-9.,]+", "0"));
    }
    return lines;
  }

  @Test
  void thePictureInTheDocumentsIsWhatTheCommandShows() throws Exception {
    prepare();
    session();
    List<String> lines =
        shown.stream().map(l -> TIME.matcher(l).replaceAll("2026-11-21T09:00:00Z")).toList();
    String svg = TerminalPicture.svg(lines);
    if (Boolean.getBoolean("checkpoint4j.write-docs")) {
      Files.createDirectories(PICTURE.getParent());
      Files.writeString(PICTURE, svg);
    } else {
      assertThat(comparable(Files.readString(PICTURE))).isEqualTo(comparable(svg));
    }
  }
}
