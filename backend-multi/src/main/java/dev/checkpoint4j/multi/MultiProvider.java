package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import dev.checkpoint4j.spi.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Opens {@code multi:[name=url][name=url]…} with the options {@code save} (all-enabled,
 * primary-only, quorum-N), {@code load} (first-found, priority, newest-valid, fastest), {@code
 * on-failure} (fail-fast, require-all, require-primary, best-effort), {@code read-only} (names,
 * joined by commas), {@code parallel}, {@code read-repair} and {@code enabled}. In properties,
 * {@code children} lists the names and {@code NAME.url} has the URL of each. Stateless and
 * thread-safe.
 */
public final class MultiProvider implements CheckpointProvider {
  /** For {@link java.util.ServiceLoader}. */
  public MultiProvider() {}

  @Override
  public String format() {
    return MultiBackend.FORMAT;
  }

  @Override
  public CheckpointConfig parse(String rest) {
    int end = ChildUrls.end(rest);
    if (end == 0) {
      throw new CheckpointConfigurationException(
          "A multi checkpoint URL lists its stores, such as multi:[local=jsonl:./a][backup=parquet:./b]");
    }
    CheckpointConfig options = CheckpointProvider.super.parse("stores" + rest.substring(end));
    return new CheckpointConfig(format(), rest.substring(0, end), options.options());
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    Options options = new Options(config);
    List<ChildUrls.Entry> entries = entries(config, options);
    MultiCheckpointManager.Builder builder = MultiCheckpointManager.builder();
    String save = options.text("save", MultiCheckpointManager.DEFAULT_SAVE.toString());
    builder.save(
        SaveStrategy.parse(save)
            .orElseGet(
                () ->
                    options.bad(
                        "save",
                        "must be all-enabled, primary-only or quorum-N",
                        MultiCheckpointManager.DEFAULT_SAVE)));
    builder.load(options.choice("load", MultiCheckpointManager.DEFAULT_LOAD));
    builder.onFailure(options.choice("on-failure", MultiCheckpointManager.DEFAULT_POLICY));
    builder.parallel(options.flag("parallel", true));
    builder.readRepair(options.flag("read-repair", false));
    builder.enabled(options.flag("enabled", true));
    Set<String> readOnly = readOnly(options, entries);
    options.check();
    return build(builder, entries, readOnly);
  }

  private static List<ChildUrls.Entry> entries(CheckpointConfig config, Options options) {
    String names = options.text("children", "");
    if (names.isEmpty()) {
      if (!config.location().startsWith("[")) {
        throw new CheckpointConfigurationException(
            "A multi checkpoint store needs its stores: checkpoint.multi.children=local,backup and"
                + " checkpoint.multi.local.url=… for each, or the URL multi:[local=…][backup=…]");
      }
      return ChildUrls.parse(config.location());
    }
    if (!config.location().equals(CheckpointManagers.DEFAULT_DIR)) {
      options.bad("children", "cannot stand beside a place; keep one of the two ways", "");
    }
    List<ChildUrls.Entry> entries = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      String url = options.text(name.strip() + ".url", "");
      if (url.isEmpty()) {
        options.bad("children", "needs checkpoint.multi." + name.strip() + ".url", "");
      }
      entries.add(new ChildUrls.Entry(name.strip(), url));
    }
    return entries;
  }

  private static Set<String> readOnly(Options options, List<ChildUrls.Entry> entries) {
    String text = options.text("read-only", "");
    Set<String> names = new TreeSet<>();
    if (!text.isEmpty()) {
      Arrays.stream(text.split(",", -1)).map(String::strip).forEach(names::add);
    }
    for (String name : names) {
      if (entries.stream().noneMatch(entry -> entry.name().equals(name))) {
        options.bad("read-only", "must name stores", "");
      }
    }
    return names;
  }

  private static CheckpointManager build(
      MultiCheckpointManager.Builder builder, List<ChildUrls.Entry> entries, Set<String> readOnly) {
    try {
      for (ChildUrls.Entry entry : entries) {
        builder.add(entry.name(), entry.url(), readOnly.contains(entry.name()));
      }
    } catch (RuntimeException e) {
      builder.closeAfter(e);
      throw e instanceof IllegalArgumentException
          ? new CheckpointConfigurationException(
              "Cannot open a multi checkpoint store: " + e.getMessage(), e)
          : e;
    }
    return builder.build();
  }
}
