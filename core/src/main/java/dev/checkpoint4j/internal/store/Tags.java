package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes the tags of versions, under the store's lock: the rename of the manifest is all. */
final class Tags {
  private static final long NO_VERSION = -1;

  private final StoreContext context;
  private final Root root;
  private final CheckpointName name;

  Tags(StoreContext context, Root root, CheckpointName name) {
    this.context = context;
    this.root = root;
    this.name = name;
  }

  /** Moves a tag to a version; false if it is not there. */
  boolean set(long number, String tag) throws IOException {
    Before before = Before.look(context, Action.TAG, root, name);
    if (before.version(number).isEmpty()) {
      return false;
    }
    write(before, number, tag);
    return true;
  }

  /** Takes a tag away; whether some version had it. */
  boolean remove(String tag) throws IOException {
    Before before = Before.look(context, Action.TAG, root, name);
    if (before.readable().stream().noneMatch(version -> version.tags().contains(tag))) {
      return false;
    }
    write(before, NO_VERSION, tag);
    return true;
  }

  private void write(Before before, long number, String tag) throws IOException {
    Version current = before.current();
    Manifest manifest = before.manifest();
    if (manifest == null) {
      if (current == null) {
        return;
      }
      // A foreign file gets its first manifest, which says that nobody verified it.
      manifest = new Manifest(name, context.format().name(), false, List.of(current));
    }
    new ManifestFiles(context, root, context.where(Action.TAG, name))
        .writeDurably(manifest.mapVersions(version -> tagged(version, number, tag)));
  }

  private static Version tagged(Version version, long number, String tag) {
    Set<String> tags = new HashSet<>(version.tags());
    if (version.number() == number) {
      tags.add(tag);
    } else {
      tags.remove(tag);
    }
    return version.withTags(tags);
  }
}
