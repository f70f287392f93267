package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.IllegalCheckpointNameException;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the names that a load takes: from data files, and from manifests whose data is gone, which
 * a load reports as damage. What is no checkpoint of this format is passed over.
 */
final class Listing {
  private static final int MAX_DEPTH = 8;

  private final StoreContext context;
  private final Root root;
  private final Set<CheckpointName> names = new TreeSet<>();

  private Listing(StoreContext context, Root root) {
    this.context = context;
    this.root = root;
  }

  static List<CheckpointName> of(StoreContext context, Root root) throws IOException {
    Listing listing = new Listing(context, root);
    listing.addData(root.path(), "", 1);
    if (Places.isDirectory(root.path(), root.manifests())) {
      listing.addManifests();
    }
    return new ArrayList<>(listing.names);
  }

  /** The names that have a manifest, whatever became of their data. */
  static List<CheckpointName> ofManifests(StoreContext context, Root root) throws IOException {
    Listing listing = new Listing(context, root);
    return Places.isDirectory(root.path(), root.manifests()) ? listing.manifestNames() : List.of();
  }

  private void addData(Path directory, String prefix, int depth) throws IOException {
    for (Path entry : Places.entries(directory)) {
      String relative = prefix + entry.getFileName();
      Optional<CheckpointName> asDirectory = name(relative);
      Optional<CheckpointName> asFile = fileName(relative);
      if (asDirectory.isPresent() || asFile.isPresent()) {
        addEntry(entry, relative, depth, asFile);
      }
    }
  }

  private void addEntry(Path entry, String relative, int depth, Optional<CheckpointName> asFile)
      throws IOException {
    Optional<BasicFileAttributes> found = Places.look(entry);
    if (found.isEmpty()) {
      return;
    }
    if (found.get().isDirectory()
        && asFile.isPresent()
        && PartDirectory.isOne(context.format(), entry)) {
      names.add(asFile.get());
    } else if (found.get().isDirectory() && depth < MAX_DEPTH) {
      try {
        addData(entry, relative + "/", depth + 1);
      } catch (NoSuchFileException e) {
        return; // removed meanwhile
      }
    } else if (found.get().isRegularFile()) {
      asFile.ifPresent(names::add);
    }
  }

  private Optional<CheckpointName> fileName(String relative) {
    return context.format().endings().stream()
        .sorted(Comparator.comparing(String::length).reversed())
        .filter(ending -> relative.length() > ending.length() && relative.endsWith(ending))
        .findFirst()
        .flatMap(ending -> name(relative.substring(0, relative.length() - ending.length())))
        .filter(Listing::isReachable);
  }

  /** Whether a caller who gives the name means it: a known ending would be cut off again. */
  private static boolean isReachable(CheckpointName name) {
    return CheckpointName.of(name.value()).equals(name);
  }

  private static Optional<CheckpointName> name(String text) {
    try {
      return Optional.of(new CheckpointName(text));
    } catch (IllegalCheckpointNameException e) {
      return Optional.empty();
    }
  }

  private void addManifests() throws IOException {
    for (CheckpointName name : manifestNames()) {
      if (!names.contains(name)) {
        addIfDamaged(name);
      }
    }
  }

  private List<CheckpointName> manifestNames() throws IOException {
    String ending = Root.manifestEnding(context.format().name());
    List<CheckpointName> found = new ArrayList<>();
    for (Path entry : Places.entries(root.manifests())) {
      String file = String.valueOf(entry.getFileName());
      if (file.endsWith(ending)) {
        name(file.substring(0, file.length() - ending.length()).replace('~', '/'))
            .filter(name -> context.manifest(root, name).equals(entry))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** Adds a name that has no data; one that never had any is none. */
  private void addIfDamaged(CheckpointName name) {
    try {
      Optional<OpenedFile> opened = Opener.open(context, Action.INSPECT, name);
      if (opened.isPresent()) {
        opened.get().close();
        names.add(name);
      }
    } catch (CorruptCheckpointException e) {
      names.add(name);
    } catch (IOException e) {
      throw Failures.of(context.where(Action.INSPECT, name), e);
    }
  }
}
