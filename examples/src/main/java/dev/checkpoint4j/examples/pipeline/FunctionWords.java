package dev.checkpoint4j.examples.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** The small words of each language ("the", "und", "pero"): they show it and mean little else. */
final class FunctionWords {
  private static final Map<String, Set<String>> BY_LANGUAGE = read();
  private static final Set<String> ALL = new HashSet<>();

  static {
    BY_LANGUAGE.values().forEach(ALL::addAll);
  }

  private FunctionWords() {}

  static boolean contains(String word) {
    return ALL.contains(word);
  }

  /** Languages, sorted, each with its words. */
  static Map<String, Set<String>> byLanguage() {
    return BY_LANGUAGE;
  }

  private static Map<String, Set<String>> read() {
    Properties properties = new Properties();
    try (InputStream in = FunctionWords.class.getResourceAsStream("function-words.properties")) {
      properties.load(
          new InputStreamReader(Objects.requireNonNull(in, "resource"), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Set<String>> words = new TreeMap<>();
    for (String language : properties.stringPropertyNames()) {
      words.put(language, Set.copyOf(List.of(properties.getProperty(language).split(" "))));
    }
    return words;
  }
}
