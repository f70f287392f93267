package dev.checkpoint4j.spi;

import dev.checkpoint4j.IllegalCheckpointNameException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A checked checkpoint name. The one way from a caller's or a file's text to a place in a store:
 * whoever holds one can resolve it below a directory without leaving it. Immutable.
 *
 * <p>Rules: 1 to 8 segments joined by {@code /}; a segment has 1 to 100 of the ASCII characters
 * {@code A-Z a-z 0-9 . _ -}, begins with a letter, a digit or {@code _}, does not end with a dot,
 * and is no device name of Windows ({@code con}, {@code nul.x}, …), so that every file system takes
 * it. The last one does not end as a file of a format does ({@code x.jsonl.jsonl} would be listed
 * as {@code x.jsonl}, which means {@code x}).
 *
 * @param value the logical name, without an extension
 */
public record CheckpointName(String value) implements Comparable<CheckpointName> {
  private static final int MAX_SEGMENTS = 8;
  private static final int MAX_SEGMENT_CHARS = 100;
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
  private static final int MAX_SHOWN_CHARS = 80;

  /** The endings that all backends of this library give their files, longest first. */
  private static final List<String> KNOWN_ENDINGS =
      List.of(".jsonl.gz", ".jsonl.zst", ".parquet", ".jsonl");

  /** Checks the rules. */
  public CheckpointName {
    Objects.requireNonNull(value, "name");
    check(value);
  }

  /**
   * The name that a caller means: a known ending is cut off.
   *
   * @throws IllegalCheckpointNameException if it breaks a rule
   */
  public static CheckpointName of(String text) {
    Objects.requireNonNull(text, "name");
    return new CheckpointName(withoutEnding(text, KNOWN_ENDINGS));
  }

  private static String withoutEnding(String text, Collection<String> endings) {
    for (String ending : endings) {
      if (text.length() > ending.length()
          && text.regionMatches(
              true, text.length() - ending.length(), ending, 0, ending.length())) {
        return text.substring(0, text.length() - ending.length());
      }
    }
    return text;
  }

  private static void check(String name) {
    if (name.isEmpty()) {
      throw illegal(name, "it is empty");
    }
    String[] segments = name.split("/", -1);
    if (segments.length > MAX_SEGMENTS) {
      throw illegal(name, "it has " + segments.length + " segments, at most 8 are allowed");
    }
    for (String segment : segments) {
      checkSegment(name, segment);
    }
    if (!withoutEnding(name, KNOWN_ENDINGS).equals(name)) {
      throw illegal(name, "it ends as a file does even without its ending");
    }
  }

  private static void checkSegment(String name, String segment) {
    if (segment.isEmpty()) {
      throw illegal(name, "a segment between slashes is empty");
    }
    if (segment.length() > MAX_SEGMENT_CHARS) {
      throw illegal(name, "a segment is longer than 100 characters");
    }
    if (!SEGMENT.matcher(segment).matches()) {
      throw illegal(
          name,
          "a segment takes only the characters A-Z a-z 0-9 . _ - and begins with a letter, a digit or"
              + " _");
    }
    if (segment.endsWith(".")) {
      throw illegal(name, "a segment ends with a dot");
    }
    if (DEVICE.matcher(segment).matches()) {
      throw illegal(name, "a segment is a reserved device name");
    }
  }

  private static IllegalCheckpointNameException illegal(String name, String problem) {
    return new IllegalCheckpointNameException(
        "Illegal checkpoint name \""
            + escape(name)
            + "\": "
            + problem
            + ". A name is 1 to 8 segments joined by '/', such as \"step1/summaries\"");
  }

  private static String escape(String name) {
    StringBuilder text = new StringBuilder();
    int end = Math.min(name.length(), MAX_SHOWN_CHARS);
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
        text.append(c);
      } else {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return name.length() > end ? text + "… (" + name.length() + " characters)" : text.toString();
  }

  /** The segments, at least one. */
  public List<String> segments() {
    return List.of(value.split("/", -1));
  }

  /** Endings that are never part of a name. */
  public static Set<String> knownEndings() {
    return Set.copyOf(KNOWN_ENDINGS);
  }

  @Override
  public int compareTo(CheckpointName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
