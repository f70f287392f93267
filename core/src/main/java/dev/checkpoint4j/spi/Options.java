package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.Retention;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads typed options from text and collects everything that is wrong, so that it is reported at
 * once by {@link #check}. Each option is asked for by name, which makes the name known. Not
 * thread-safe.
 *
 * <pre>{@code
 * Options options = new Options(config);
 * boolean enabled = options.flag("enabled", true);
 * long limit = options.bytes("max-record-bytes", DEFAULT_MAX_RECORD_BYTES, 1024, 1 << 30);
 * options.check();
 * }</pre>
 */
public final class Options {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([kmg]i?b?|b)?");
  private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  private final CheckpointConfig config;
  private final TreeSet<String> known = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  /** Reads the options of this configuration. */
  public Options(CheckpointConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /** A text, which may be empty. */
  public String text(String name, String byDefault) {
    known.add(name);
    return config.options().getOrDefault(name, byDefault);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name, boolean byDefault) {
    String text = text(name, Boolean.toString(byDefault)).toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      return bad(name, "must be true or false", byDefault);
    }
    return text.equals("true");
  }

  /** A whole number in a closed range. */
  public long number(String name, long byDefault, long min, long max) {
    String text = text(name, Long.toString(byDefault));
    try {
      long value = Long.parseLong(text.strip());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, with the range
    }
    return bad(name, "must be a whole number from " + min + " to " + max, byDefault);
  }

  /** A number of bytes in a closed range; {@code 16m} and {@code 16MiB} mean 16 × 1024 × 1024. */
  public long bytes(String name, long byDefault, long min, long max) {
    String text = text(name, "");
    if (!config.options().containsKey(name)) {
      return byDefault;
    }
    Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      String unit = matcher.group(2) == null ? "b" : matcher.group(2);
      int shift = 10 * "bkmg".indexOf(unit.charAt(0));
      long value = Long.parseLong(matcher.group(1));
      if (value <= Long.MAX_VALUE >> shift && value << shift >= min && value << shift <= max) {
        return value << shift;
      }
    }
    return bad(
        name, "must be a size from " + min + " to " + max + " bytes, such as 16m", byDefault);
  }

  /**
   * A positive time: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 7d}, or ISO-8601
   * ({@code PT30S}).
   */
  public Duration duration(String name, Duration byDefault) {
    String text = text(name, byDefault.toString()).strip();
    Matcher matcher = SIMPLE_DURATION.matcher(text.toLowerCase(Locale.ROOT));
    try {
      Duration value =
          matcher.matches()
              ? simple(Long.parseLong(matcher.group(1)), matcher.group(2))
              : Duration.parse(text);
      if (!value.isNegative() && !value.isZero()) {
        return value;
      }
    } catch (DateTimeParseException e) {
      // reported below
    }
    return bad(name, "must be a positive time, such as 30s or PT30S", byDefault);
  }

  private static Duration simple(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofHours(amount);
    };
  }

  /** One of an enum's constants, in lower case with {@code -} for {@code _}. */
  public <E extends Enum<E>> E choice(String name, E byDefault) {
    String text = text(name, word(byDefault)).strip().toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    for (E constant : byDefault.getDeclaringClass().getEnumConstants()) {
      words.add(word(constant));
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    return bad(
        name,
        "must be one of " + String.join(", ", words) + NearestName.hint(text, words),
        byDefault);
  }

  /** How an enum's constant is written in a configuration. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The options that all file stores have. */
  public StoreOptions store() {
    return new StoreOptions(
        choice("durability", StoreOptions.DEFAULT_DURABILITY),
        duration("lock-timeout", StoreOptions.DEFAULT_LOCK_TIMEOUT),
        retention());
  }

  /** The options of all stores that keep versions. */
  public Retention retention() {
    return new Retention(
        (int) number("keep", Retention.DEFAULT_VERSIONS, 1, Retention.MAX_VERSIONS),
        duration("keep-for", Retention.DEFAULT_AGE),
        bytes("keep-bytes", Retention.DEFAULT_BYTES, 0, Long.MAX_VALUE));
  }

  /** Notes a problem that the caller found, as a clause that follows the option's name. */
  public <T> T bad(String name, String problem, T byDefault) {
    // The value is shown but for what may be a secret.
    String value = config.options().get(name);
    boolean secret = name.contains("password") || name.contains("token") || name.contains("secret");
    problems.add(
        "option \"" + name + "\" " + problem + (secret ? "" : " but was \"" + value + "\""));
    return byDefault;
  }

  /**
   * Ends the reading.
   *
   * @throws CheckpointConfigurationException with all problems, and with all options that nobody
   *     asked for
   */
  public void check() {
    for (Map.Entry<String, String> option : config.options().entrySet()) {
      if (!known.contains(option.getKey())) {
        problems.add(
            "there is no option \""
                + option.getKey()
                + "\""
                + NearestName.hint(option.getKey(), known));
      }
    }
    if (!problems.isEmpty()) {
      throw new CheckpointConfigurationException(
          "Cannot open a "
              + config.format()
              + " checkpoint store: "
              + String.join("; ", problems)
              + " (its options: "
              + String.join(", ", known)
              + ")");
    }
  }
}
