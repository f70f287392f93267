package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lies under a name when a change begins, under the store's lock.
 *
 * @param snapshot the manifest's bytes
 * @param manifest what they say; null if there is none or it is damaged
 * @param nothing whether a load would find no checkpoint
 * @param current what a load would read; null if it would find nothing or damage
 */
record Before(
    Snapshot snapshot, @Nullable Manifest manifest, boolean nothing, @Nullable Version current) {

  /** Looks; parts that a stopped commit displaced are put back. */
  static Before look(StoreContext context, Action action, Root root, CheckpointName name)
      throws IOException {
    Snapshot snapshot = Snapshot.read(root, context.manifest(root, name));
    Manifest manifest = null;
    try {
      if (snapshot.isPresent()) {
        manifest = context.parse(snapshot, root, name, action);
      }
      return look(context, action, root, name, snapshot, manifest);
    } catch (CorruptCheckpointException e) {
      // A damaged checkpoint may be replaced or removed, and stays damaged until it is.
      return new Before(snapshot, manifest, false, null);
    }
  }

  private static Before look(
      StoreContext context,
      Action action,
      Root root,
      CheckpointName name,
      Snapshot snapshot,
      @Nullable Manifest manifest)
      throws IOException {
    Optional<OpenedFile> opened = Opener.open(context, action, name);
    if (opened.isEmpty()) {
      return new Before(snapshot, manifest, true, null);
    }
    try (OpenedFile file = opened.get()) {
      Version version = file.version();
      if (version == null) {
        return new Before(snapshot, manifest, false, foreign(file));
      }
      new Contested(context, root, name, manifest).putBack(version);
      return new Before(snapshot, manifest, false, version);
    }
  }

  /** The entry of a file that has none: the manifest of a commit must know what it replaces. */
  private static Version foreign(OpenedFile file) throws IOException {
    Version main = foreign(file.ending(), file.modified(), Summer.of(file.stream()));
    return main.withParts(PartFiles.sum(file));
  }

  static Version foreign(String ending, Instant modified, Sums sums) {
    return new Version(
        0,
        modified,
        Version.ROWS_UNKNOWN,
        false,
        RecordSchema.EMPTY,
        List.of(new DataFile(ending, sums)));
  }

  long lastNumber() {
    if (current != null) {
      return current.number();
    }
    return manifest == null || nothing ? 0 : manifest.lastNumber();
  }

  /** What can be read, newest first: the current version, and the history behind it. */
  List<Version> readable() {
    List<Version> all = new ArrayList<>();
    if (nothing) {
      return all;
    }
    if (current != null) {
      all.add(current);
    }
    if (manifest != null) {
      all.addAll(current == null ? manifest.history() : manifest.behind(current));
    }
    return all;
  }

  Optional<Version> version(long number) {
    return readable().stream().filter(v -> v.number() == number).findFirst();
  }

  /** What a manifest lists behind a new version: the current one first, then other files. */
  List<Version> older(StoreContext context, Root root, CheckpointName name) throws IOException {
    List<Version> older = new ArrayList<>();
    if (nothing) {
      return older;
    }
    if (current != null) {
      older.add(current);
    }
    if (manifest != null) {
      for (Version version : manifest.versions()) {
        if (current == null || !version.file().ending().equals(current.file().ending())) {
          older.add(version);
        }
      }
    }
    addStray(context, root, name, older);
    return older;
  }

  /**
   * A file that nobody listed, where the new version will lie: until the switch a reader must know
   * it from damage.
   */
  private static void addStray(
      StoreContext context, Root root, CheckpointName name, List<Version> older)
      throws IOException {
    String ending = context.ending();
    Path file = root.data(name, ending);
    boolean listed = older.stream().anyMatch(v -> v.file().ending().equals(ending));
    var there = Places.file(root.path(), file);
    if (!listed && !older.isEmpty() && there.isPresent()) {
      older.add(foreign(ending, there.get().lastModifiedTime().toInstant(), Summer.of(file)));
    }
  }
}
