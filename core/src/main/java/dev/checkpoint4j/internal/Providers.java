package dev.checkpoint4j.internal;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.spi.CheckpointProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds backends by the name of their format. */
public final class Providers {
  /** Where each format of this library comes from, for who has not added it. */
  private static final Map<String, String> ARTIFACTS =
      new TreeMap<>(
          Map.of(
              "jsonl", "checkpoint4j-backend-jsonl",
              "parquet", "checkpoint4j-backend-parquet",
              "hf-dataset", "checkpoint4j-backend-arrow",
              "arrow", "checkpoint4j-backend-arrow",
              "sql", "checkpoint4j-backend-sql",
              "multi", "checkpoint4j-backend-multi"));

  private Providers() {}

  /** The provider of a format or alias, from the thread's class loader or this library's own. */
  public static CheckpointProvider find(String format) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return find(format, context == null ? Providers.class.getClassLoader() : context);
  }

  /** The formats whose providers can be loaded, without aliases, sorted. */
  public static List<String> formats() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    Map<String, CheckpointProvider> found = new TreeMap<>();
    collectAll(
        context == null ? Providers.class.getClassLoader() : context, found, new ArrayList<>());
    return found.values().stream().map(CheckpointProvider::format).distinct().sorted().toList();
  }

  private static void collectAll(
      ClassLoader loader, Map<String, CheckpointProvider> found, List<String> broken) {
    collect(loader, found, broken);
    if (loader != Providers.class.getClassLoader()) {
      collect(Providers.class.getClassLoader(), found, broken);
    }
  }

  static CheckpointProvider find(String format, ClassLoader loader) {
    Map<String, CheckpointProvider> found = new TreeMap<>();
    List<String> broken = new ArrayList<>();
    collectAll(loader, found, broken);
    CheckpointProvider provider = found.get(format.toLowerCase(Locale.ROOT));
    if (provider == null) {
      throw notFound(format, found, broken);
    }
    return provider;
  }

  private static void collect(
      ClassLoader loader, Map<String, CheckpointProvider> found, List<String> broken) {
    Iterator<CheckpointProvider> providers =
        ServiceLoader.load(CheckpointProvider.class, loader).iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        CheckpointProvider provider = providers.next();
        add(provider.format(), provider, found);
        for (String alias : provider.aliases()) {
          add(alias, provider, found);
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        // One broken backend must not hide the others.
        broken.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private static void add(
      String name, CheckpointProvider provider, Map<String, CheckpointProvider> found) {
    CheckpointProvider other = found.putIfAbsent(name, provider);
    if (other != null && other.getClass() != provider.getClass()) {
      throw new CheckpointConfigurationException(
          "Two backends claim the format \""
              + name
              + "\": "
              + other.getClass().getName()
              + " and "
              + provider.getClass().getName()
              + ". Remove one of them from the class path");
    }
  }

  private static CheckpointConfigurationException notFound(
      String format, Map<String, CheckpointProvider> found, List<String> broken) {
    StringBuilder message = new StringBuilder("No backend for the checkpoint format \"");
    message.append(format).append("\". ");
    message.append(
        found.isEmpty()
            ? "No backend is on the class path"
            : "On the class path: " + String.join(", ", found.keySet()));
    String artifact = ARTIFACTS.get(format.toLowerCase(Locale.ROOT));
    if (artifact != null) {
      message.append(". Add the dependency dev.checkpoint4j:").append(artifact);
    } else {
      message.append(". Known formats: ").append(String.join(", ", ARTIFACTS.keySet()));
      message.append(dev.checkpoint4j.spi.NearestName.hint(format, ARTIFACTS.keySet()));
    }
    if (!broken.isEmpty()) {
      message.append(". Could not be loaded: ").append(String.join("; ", broken));
    }
    return new CheckpointConfigurationException(message.toString());
  }
}
