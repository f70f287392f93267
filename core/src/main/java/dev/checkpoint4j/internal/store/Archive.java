package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.Retention.Candidate;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of older versions when another one is current. Each content lies on the disk once:
 * under the data file's name if it is the current one, else under its digest in the history. A
 * manifest names a content before the file is made and until it is gone, so that a clean-up never
 * has to guess. Used under the store's lock.
 */
final class Archive {
  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

  private final StoreContext context;
  private final Root root;
  private final CheckpointName name;
  private final List<Version> before;
  private final List<Version> history;
  private final List<DataFile> dropped;

  /** What the data files hold and the history needs. */
  private final List<DataFile> moving;

  private final List<Path> made = new ArrayList<>();

  private Archive(
      StoreContext context,
      Root root,
      CheckpointName name,
      List<Version> before,
      List<Version> history,
      List<DataFile> dropped,
      List<DataFile> moving) {
    this.before = List.copyOf(before);
    this.context = context;
    this.root = root;
    this.name = name;
    this.history = List.copyOf(history);
    this.dropped = List.copyOf(dropped);
    this.moving = List.copyOf(moving);
  }

  /** What to keep when {@code created} takes the place of what was there before. */
  static Archive plan(
      StoreContext context, Root root, CheckpointName name, Before before, Version created) {
    // A copy of the same save, which mends a damaged one, has the number of what it replaces.
    List<Version> older =
        before.readable().stream().filter(v -> v.number() < created.number()).toList();
    List<Version> kept =
        context.options().retention().select(older, Archive::candidate, created.createdAt());
    Set<String> needed = contents(kept);
    needed.removeAll(contents(List.of(created)));
    List<DataFile> dropped = unneeded(before, needed);
    List<DataFile> moving = new ArrayList<>();
    Version current = before.current();
    if (current != null) {
      current.files().stream().filter(f -> needed.contains(f.content())).forEach(moving::add);
      // Readers of the current version need these until the commit, see Contested.
      List<Version> both = List.of(created, current);
      for (DataFile part : new Contested(context, root, name, both).of(current)) {
        if (!needed.contains(part.content())) {
          moving.add(part);
          dropped.removeIf(file -> file.content().equals(part.content()));
          dropped.add(part);
        }
      }
    }
    return new Archive(context, root, name, before.readable(), kept, dropped, moving);
  }

  /** What the retention would drop with no new version. */
  static Archive ofRetention(
      StoreContext context, Root root, CheckpointName name, Before before, Version current) {
    List<Version> behind = before.readable().stream().filter(v -> !v.equals(current)).toList();
    List<Version> kept =
        context.options().retention().select(behind, Archive::candidate, Instant.now());
    Set<String> needed = contents(kept);
    needed.removeAll(contents(List.of(current)));
    return new Archive(context, root, name, behind, kept, unneeded(before, needed), List.of());
  }

  /** All older contents are to go. */
  static Archive ofEverything(StoreContext context, Root root, CheckpointName name, Before before) {
    return new Archive(
        context, root, name, List.of(), List.of(), unneeded(before, Set.of()), List.of());
  }

  private static Candidate candidate(Version version) {
    return new Candidate(
        version.createdAt(),
        String.join("|", version.contents()),
        version.bytes(),
        !version.tags().isEmpty());
  }

  private static Set<String> contents(List<Version> versions) {
    Set<String> contents = new HashSet<>();
    versions.forEach(v -> v.files().forEach(file -> contents.add(file.content())));
    return contents;
  }

  /** The contents that may lie in the history by the manifest's word, and are not needed. */
  private static List<DataFile> unneeded(Before before, Set<String> needed) {
    Map<String, DataFile> all = new LinkedHashMap<>();
    Manifest manifest = before.manifest();
    if (manifest != null) {
      manifest
          .history()
          .forEach(version -> version.files().forEach(file -> all.put(file.content(), file)));
      manifest.dropped().forEach(file -> all.put(file.content(), file));
    }
    all.keySet().removeAll(needed);
    return new ArrayList<>(all.values());
  }

  /** The versions behind the new one, newest first. */
  List<Version> history() {
    return history;
  }

  /** The versions that can be read until the commit, newest first. */
  List<Version> before() {
    return before;
  }

  /** The numbers of those that go with it. */
  List<Long> leaving() {
    return before.stream()
        .filter(version -> !history.contains(version))
        .map(Version::number)
        .toList();
  }

  /** Contents to remove once the new version is there. */
  List<DataFile> dropped() {
    return dropped;
  }

  /** Gives the current data a second name in the history, durably. */
  void store() throws IOException {
    if (moving.isEmpty()) {
      return;
    }
    Path directory = root.history(name, context.format().name());
    context.disk().makeDirectories(root.path(), directory);
    for (DataFile file : moving) {
      Path target = context.history(root, name, file);
      if (Places.file(root.path(), target).isEmpty()) {
        made.add(target);
        Path temp = context.temps().reserve();
        try {
          context.disk().link(root.data(name, file.ending()), target, temp);
        } finally {
          context.temps().drop(temp);
        }
      }
    }
    context.disk().forceDirectory(directory);
  }

  /** Removes what {@link #store} made; whether nothing of it is left. */
  boolean undo(Throwable failure) {
    try {
      for (Path file : made) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException | RuntimeException | Error e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  /** Removes contents that nobody needs, and the history's directory with the last of them. */
  void removeDropped() throws IOException {
    for (DataFile file : dropped) {
      Path place = context.history(root, name, file);
      if (Places.file(root.path(), place).isPresent()) {
        Files.deleteIfExists(place);
      }
    }
    if (!dropped.isEmpty() && history.isEmpty()) {
      removeDirectory(root.history(name, context.format().name()));
    }
  }

  private static void removeDirectory(Path directory) {
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      LOG.debug("{} stays: {}", directory, e.toString());
    }
  }
}
