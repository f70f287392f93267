package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places of parts that two versions of one manifest share with different bytes, as versions do that
 * another tool wrote. A commit gives such a part of the old version a second name in the history
 * before it puts the new one into its place, and readers take it from there until the commit is
 * done or undone.
 */
final class Contested {
  private final StoreContext context;
  private final Root root;
  private final CheckpointName name;
  private final List<Version> versions;

  /**
   * Of what a manifest says.
   *
   * @param manifest null where there is none, and nothing is contested
   */
  Contested(StoreContext context, Root root, CheckpointName name, @Nullable Manifest manifest) {
    this(context, root, name, manifest == null ? List.of() : manifest.versions());
  }

  /** Of the versions of a manifest. */
  Contested(StoreContext context, Root root, CheckpointName name, List<Version> versions) {
    this.context = context;
    this.root = root;
    this.name = name;
    this.versions = versions;
  }

  /** The parts of a version of which another one has other bytes in the same place. */
  List<DataFile> of(Version version) {
    return version.parts().stream().filter(this::has).toList();
  }

  private boolean has(DataFile part) {
    return versions.stream()
        .flatMap(version -> version.parts().stream())
        .anyMatch(other -> isRival(other, part));
  }

  private static boolean isRival(DataFile other, DataFile part) {
    return other.ending().equals(part.ending()) && !other.content().equals(part.content());
  }

  /** Where a file of the current version lies. */
  Path place(DataFile file) throws IOException {
    if (!versions.isEmpty() && has(file)) {
      Path kept = context.history(root, name, file);
      if (Places.file(root.path(), kept).isPresent()) {
        return kept;
      }
    }
    return root.data(name, file.ending());
  }

  /** Whether all contested parts of a version lie in their places. */
  boolean isInPlace(Version version) throws IOException {
    for (DataFile part : of(version)) {
      if (!lies(part)) {
        return false;
      }
    }
    return true;
  }

  private boolean lies(DataFile part) throws IOException {
    Path place = root.data(name, part.ending());
    try {
      return Places.file(root.path(), place).isPresent()
          && Summer.of(place).sha256().equals(part.sums().sha256());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Puts back parts of the current version that a commit displaced before it stopped. Used under
   * the store's lock. What is neither version's is left alone.
   */
  void putBack(Version current) throws IOException {
    boolean moved = false;
    for (DataFile part : of(current)) {
      Path kept = context.history(root, name, part);
      if (Places.file(root.path(), kept).isPresent() && (!isThere(part) || isRivalThere(part))) {
        putBack(part, kept);
        moved = true;
      }
    }
    if (moved) {
      forceParent(root.data(name, current.file().ending()));
    }
  }

  private boolean isThere(DataFile part) throws IOException {
    return Places.file(root.path(), root.data(name, part.ending())).isPresent();
  }

  private boolean isRivalThere(DataFile part) throws IOException {
    for (Version version : versions) {
      for (DataFile other : version.parts()) {
        if (isRival(other, part) && lies(other)) {
          return true;
        }
      }
    }
    return false;
  }

  private void putBack(DataFile part, Path kept) throws IOException {
    Path temp = context.temps().reserve();
    try {
      context.disk().copy(kept, temp);
      context.disk().move(temp, root.data(name, part.ending()));
    } finally {
      context.temps().drop(temp);
    }
  }

  private void forceParent(Path data) throws IOException {
    Path parent = data.getParent();
    context.disk().forceDirectory(parent == null ? root.path() : parent);
  }
}
