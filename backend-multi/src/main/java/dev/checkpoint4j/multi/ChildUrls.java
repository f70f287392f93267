package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes {@code [name=url][url]…} apart. Brackets inside of a URL must come in pairs. */
final class ChildUrls {
  /** A name, which has no colon, as the format of a URL is followed by one. */
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9_-]+)=(.*)", Pattern.DOTALL);

  private ChildUrls() {}

  /** One store. */
  record Entry(String name, String url) {}

  /** Where the list of stores ends; 0 if the text begins with none. */
  static int end(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (depth == 0) {
        return i;
      }
      if (depth < 0) {
        return i;
      }
    }
    return depth == 0 ? text.length() : 0;
  }

  static List<Entry> parse(String text) {
    List<Entry> entries = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '[' && depth++ == 0) {
        begin = i + 1;
      } else if (text.charAt(i) == ']' && --depth == 0) {
        entries.add(entry(text.substring(begin, i), entries.size() + 1));
      }
    }
    return entries;
  }

  private static Entry entry(String text, int number) {
    Matcher named = NAMED.matcher(text);
    Entry entry =
        named.matches()
            ? new Entry(named.group(1), named.group(2))
            : new Entry("store-" + number, text);
    if (entry.url().isEmpty()) {
      throw new CheckpointConfigurationException(
          "Store " + number + " of a multi checkpoint URL is empty; write [name=format:place]");
    }
    return entry;
  }
}
