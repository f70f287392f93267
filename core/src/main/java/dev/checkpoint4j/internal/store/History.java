package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the versions of a checkpoint, without a lock: what the manifest says counts if it is the
 * same before and after the files were looked at.
 */
final class History {
  private static final int ATTEMPTS = 1000;

  private final StoreContext context;
  private final Action action;
  private final Root root;
  private final CheckpointName name;

  private History(StoreContext context, Action action, Root root, CheckpointName name) {
    this.context = context;
    this.action = action;
    this.root = root;
    this.name = name;
  }

  /**
   * Where a content lies: in a data file if that is its own, else in the history. While a commit
   * moves it, it lies in both, and only in the history for sure.
   */
  static Path place(
      StoreContext context,
      Root root,
      CheckpointName name,
      @Nullable Version current,
      DataFile file)
      throws IOException {
    Path kept = context.history(root, name, file);
    return current != null
            && current.contents().contains(file.content())
            && Places.file(root.path(), kept).isEmpty()
        ? root.data(name, file.ending())
        : kept;
  }

  /**
   * All versions that can be read.
   *
   * @param versions newest first
   * @param bytes what they take on the disk, each content once
   */
  record Stored(List<VersionInfo> versions, long bytes) {}

  /** Lists the versions that can be read. */
  static Stored list(StoreContext context, CheckpointName name) throws IOException {
    Optional<Root> root = context.root();
    return root.isEmpty()
        ? new Stored(List.of(), 0)
        : new History(context, Action.INSPECT, root.get(), name).list();
  }

  /** Opens a version; empty if it is not there. */
  static Optional<OpenedFile> open(StoreContext context, CheckpointName name, long number)
      throws IOException {
    Optional<Root> root = context.root();
    return root.isEmpty()
        ? Optional.empty()
        : new History(context, Action.LOAD, root.get(), name).open(number);
  }

  private Stored list() throws IOException {
    Path path = context.manifest(root, name);
    for (int i = 0; i < ATTEMPTS; i++) {
      Snapshot before = Snapshot.read(root, path);
      Optional<OpenedFile> opened = Opener.open(context, action, name);
      if (opened.isEmpty()) {
        return new Stored(List.of(), 0);
      }
      try (OpenedFile file = opened.get()) {
        if (before.isSame(Snapshot.read(root, path))) {
          return list(file, before);
        }
      }
    }
    throw unsteady();
  }

  private Stored list(OpenedFile file, Snapshot snapshot) throws IOException {
    Version current = file.version();
    if (current == null) {
      return new Stored(List.of(VersionInfo.current(file.info(context.format()))), file.allBytes());
    }
    List<Version> all = new ArrayList<>(List.of(current));
    if (snapshot.isPresent()) {
      all.addAll(context.parse(snapshot, root, name, action).behind(current));
    }
    Map<String, Long> contents = new HashMap<>();
    all.forEach(v -> v.files().forEach(f -> contents.put(f.content(), f.sums().bytes())));
    return new Stored(
        all.stream().map(version -> version.info(name, version == current)).toList(),
        contents.values().stream().mapToLong(Long::longValue).sum());
  }

  private Optional<OpenedFile> open(long number) throws IOException {
    Path path = context.manifest(root, name);
    boolean missing = false;
    for (int i = 0; i < ATTEMPTS; i++) {
      Snapshot before = Snapshot.read(root, path);
      Optional<OpenedFile> opened = Opener.open(context, action, name);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      OpenedFile current = opened.get();
      if (numberOf(current) == number) {
        return opened;
      }
      Optional<Version> wanted = behind(before, current.version(), number);
      if (isSameContent(current.version(), wanted)) {
        // Not by its path, under which another save may lie by now.
        return wanted.map(current::as);
      }
      current.close();
      if (before.isSame(Snapshot.read(root, path))) {
        if (wanted.isEmpty()) {
          return Optional.empty();
        }
        try {
          Optional<OpenedFile> older = openOlder(current.version(), wanted.get());
          if (older.isPresent()) {
            return older;
          }
          if (missing && before.isSame(Snapshot.read(root, path))) {
            throw gone(number);
          }
        } catch (CorruptCheckpointException e) {
          if (missing && before.isSame(Snapshot.read(root, path))) {
            throw e;
          }
        }
        missing = true;
      }
    }
    throw unsteady();
  }

  private static boolean isSameContent(@Nullable Version current, Optional<Version> wanted) {
    return current != null && wanted.isPresent() && wanted.get().sameContents(current);
  }

  private static long numberOf(OpenedFile file) {
    Version version = file.version();
    return version == null ? 0 : version.number();
  }

  private Optional<Version> behind(Snapshot snapshot, @Nullable Version current, long number) {
    if (current == null || !snapshot.isPresent()) {
      return Optional.empty();
    }
    return context.parse(snapshot, root, name, action).behind(current).stream()
        .filter(version -> version.number() == number)
        .findFirst();
  }

  /** Opens the content of an older version; empty if it was moved or removed meanwhile. */
  private Optional<OpenedFile> openOlder(@Nullable Version current, Version wanted)
      throws IOException {
    DataFile data = wanted.file();
    Path file = place(context, root, name, current, data);
    Optional<BasicFileAttributes> there = Places.file(root.path(), file);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    Path shown =
        Root.below(context.directory(), root.path().relativize(file).toString().replace('\\', '/'));
    if (there.get().size() != data.sums().bytes()) {
      throw new CorruptCheckpointException(
          action.of(name, shown)
              + ": the file of version "
              + wanted.number()
              + " has "
              + there.get().size()
              + " bytes, but "
              + data.sums().bytes()
              + " were saved. Load another version, or save again");
    }
    InputStream in;
    try {
      in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    PositionedBytes positions = null;
    boolean kept = false;
    try {
      positions = context.format().readsAtPositions() ? PositionedBytes.open(file) : null;
      OpenedFile opened =
          new OpenedFile(
              name,
              action.of(name, shown) + " (version " + wanted.number() + ")",
              shown,
              data.ending(),
              there.get().size(),
              there.get().lastModifiedTime().toInstant(),
              wanted,
              in,
              positions);
      PartFiles.openOlder(
          context, root, name, opened, part -> place(context, root, name, current, part));
      if (!place(context, root, name, current, data).equals(file)) {
        opened.close();
        return Optional.empty();
      }
      kept = true;
      return Optional.of(opened);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } finally {
      if (!kept) {
        in.close();
        if (positions != null) {
          positions.close();
        }
      }
    }
  }

  private CorruptCheckpointException gone(long number) {
    return new CorruptCheckpointException(
        context.where(action, name)
            + ": the file of version "
            + number
            + " is gone, although the manifest names it. Load another version, or save again");
  }

  private CheckpointIOException unsteady() {
    return new CheckpointIOException(
        context.where(action, name)
            + ": it was replaced "
            + ATTEMPTS
            + " times while its versions were read; try again when fewer writers are at work");
  }
}
