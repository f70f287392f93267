package dev.checkpoint4j;

import dev.checkpoint4j.internal.Providers;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import dev.checkpoint4j.spi.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Opens managers from configuration: a URL, properties, or the environment. The format is looked up
 * among the backends on the class path or module path. All methods are thread-safe.
 *
 * <pre>{@code
 * CheckpointManager checkpoints = CheckpointManagers.open("jsonl:./checkpoints?compression=gzip");
 * }</pre>
 */
public final class CheckpointManagers {
  /** The directory that is used when a configuration names none. */
  public static final String DEFAULT_DIR = "./checkpoints";

  /** The format that is used when a configuration names none. */
  public static final String DEFAULT_FORMAT = "jsonl";

  private static final String PREFIX = "checkpoint.";
  private static final Set<String> GENERAL =
      new TreeSet<>(Set.of("url", "format", "dir", "enabled"));

  private CheckpointManagers() {}

  /** The names of the formats whose backends are there, without aliases, sorted. */
  public static List<String> formats() {
    return Providers.formats();
  }

  /**
   * Opens the store of a URL: {@code format:place?option=value&…}.
   *
   * @throws CheckpointConfigurationException if the format is not there (the message names the
   *     artifact to add) or an option cannot be used
   */
  public static CheckpointManager open(String url) {
    Objects.requireNonNull(url, "url");
    return openUrl(url, Map.of());
  }

  /**
   * Opens the store of these properties: {@code checkpoint.url}, or {@code checkpoint.format}
   * (default {@value #DEFAULT_FORMAT}) and {@code checkpoint.dir} (default {@value #DEFAULT_DIR});
   * {@code checkpoint.enabled}; {@code checkpoint.<format>.<option>}. Options of other formats are
   * left alone, so that one file may configure several; keys that do not begin with {@code
   * checkpoint.} too.
   *
   * @throws CheckpointConfigurationException as {@link #open(String)}, and for unknown keys
   */
  public static CheckpointManager open(Map<String, String> properties) {
    Map<String, String> ours = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            ours.put(key.substring(PREFIX.length()), value);
          }
        });
    String url = ours.get("url");
    if (url != null && (ours.containsKey("format") || ours.containsKey("dir"))) {
      throw new CheckpointConfigurationException(
          "checkpoint.url stands beside checkpoint.format or checkpoint.dir; keep one of the two ways");
    }
    String format = url == null ? ours.getOrDefault("format", DEFAULT_FORMAT) : formatOf(url);
    CheckpointProvider provider = Providers.find(format);
    Map<String, String> options = optionsFor(provider, ours);
    if (url != null) {
      return openUrl(url, options);
    }
    return provider.open(
        new CheckpointConfig(provider.format(), ours.getOrDefault("dir", DEFAULT_DIR), options));
  }

  /** As {@link #open(Map)}. */
  public static CheckpointManager open(Properties properties) {
    Map<String, String> map = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      map.put(key, properties.getProperty(key));
    }
    return open(map);
  }

  /**
   * Opens the store that the environment names: {@code CHECKPOINT_URL}, or {@code
   * KURA_CHECKPOINT_FORMAT} and {@code KURA_CHECKPOINT_DIR} with the defaults of {@link
   * #open(Map)}.
   */
  public static CheckpointManager fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /** As {@link #fromEnvironment()}, from a given environment. */
  public static CheckpointManager fromEnvironment(Map<String, String> environment) {
    String url = environment.get("CHECKPOINT_URL");
    if (url != null && !url.isBlank()) {
      return open(url);
    }
    Map<String, String> properties = new TreeMap<>();
    copy(environment, "KURA_CHECKPOINT_FORMAT", properties, PREFIX + "format");
    copy(environment, "KURA_CHECKPOINT_DIR", properties, PREFIX + "dir");
    return open(properties);
  }

  private static void copy(
      Map<String, String> from, String name, Map<String, String> to, String key) {
    String value = from.get(name);
    if (value != null && !value.isBlank()) {
      to.put(key, value);
    }
  }

  private static CheckpointManager openUrl(String url, Map<String, String> options) {
    CheckpointProvider provider = Providers.find(formatOf(url));
    CheckpointConfig config = provider.parse(url.substring(url.indexOf(':') + 1));
    Map<String, String> all = new TreeMap<>(options);
    all.putAll(config.options());
    return provider.open(new CheckpointConfig(provider.format(), config.location(), all));
  }

  private static String formatOf(String url) {
    int colon = url.indexOf(':');
    if (colon <= 0) {
      throw new CheckpointConfigurationException(
          "A checkpoint URL must be format:place, such as jsonl:./checkpoints, but it names no format");
    }
    return url.substring(0, colon);
  }

  private static Map<String, String> optionsFor(
      CheckpointProvider provider, Map<String, String> ours) {
    Map<String, String> options = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, String> entry : ours.entrySet()) {
      String key = entry.getKey();
      int dot = key.indexOf('.');
      String head = dot < 0 ? key : key.substring(0, dot);
      if (dot > 0 && (head.equals(provider.format()) || provider.aliases().contains(head))) {
        options.put(key.substring(dot + 1), entry.getValue());
      } else if (key.equals("enabled")) {
        options.put(key, entry.getValue());
      } else if (dot < 0 && !GENERAL.contains(key)) {
        unknown.add(PREFIX + key + NearestName.hint(key, GENERAL));
      }
    }
    if (!unknown.isEmpty()) {
      throw new CheckpointConfigurationException(
          "Unknown configuration " + String.join(", ", unknown));
    }
    return options;
  }
}
