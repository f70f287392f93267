package dev.checkpoint4j;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of batch checkpoints. */
final class Batches {
  private static final int MAX_INDEX = 999_999_999;
  private static final Pattern INDEX = Pattern.compile("batch_(\\d{6,9})");

  private Batches() {}

  static String name(String operation, int index) {
    if (index < 0 || index > MAX_INDEX) {
      throw new IllegalArgumentException("index must be from 0 to 999999999 but was " + index);
    }
    return directory(operation) + String.format(Locale.ROOT, "batch_%06d", index);
  }

  private static String directory(String operation) {
    return operation + "_batches/";
  }

  static List<Integer> indexes(String operation, List<String> names) {
    String directory = directory(operation);
    return names.stream()
        .filter(name -> name.startsWith(directory))
        .map(name -> INDEX.matcher(name.substring(directory.length())))
        .filter(Matcher::matches)
        .map(matcher -> Integer.valueOf(matcher.group(1)))
        .sorted()
        .toList();
  }
}
