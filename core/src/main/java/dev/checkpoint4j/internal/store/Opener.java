package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds and opens the current version of a checkpoint, without a lock. A commit writes a manifest
 * before it touches the data, so a reader that finds the same manifest before and after it opened
 * the file knows that they belong together; otherwise it looks again.
 */
final class Opener {
  private static final int ATTEMPTS = 1000;

  private final StoreContext context;
  private final Action action;
  private final Root root;
  private final CheckpointName name;

  private Opener(StoreContext context, Action action, Root root, CheckpointName name) {
    this.context = context;
    this.action = action;
    this.root = root;
    this.name = name;
  }

  /** Thrown when a file changed while it was looked at. */
  private static final class Moved extends Exception {
    private static final long serialVersionUID = 1L;

    Moved() {
      super("a file changed while it was opened", null, false, false);
    }
  }

  /**
   * Opens the current version; empty if there is none.
   *
   * @throws CorruptCheckpointException if what is there is no version that was saved
   */
  static Optional<OpenedFile> open(StoreContext context, Action action, CheckpointName name)
      throws IOException {
    Optional<Root> root = context.root();
    return root.isEmpty() ? Optional.empty() : new Opener(context, action, root.get(), name).open();
  }

  private Optional<OpenedFile> open() throws IOException {
    Path manifest = context.manifest(root, name);
    Snapshot suspect = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      Snapshot before = Snapshot.read(root, manifest);
      Optional<OpenedFile> opened;
      try {
        opened = attempt(before);
      } catch (Moved e) {
        continue;
      } catch (CorruptCheckpointException e) {
        suspect = confirmed(e, suspect, before, Snapshot.read(root, manifest));
        continue;
      }
      if (isStill(before, manifest, opened)) {
        return opened;
      }
    }
    throw new CheckpointIOException(
        context.where(action, name)
            + ": it was replaced "
            + ATTEMPTS
            + " times while it was being opened; try again when fewer writers are at work");
  }

  /**
   * Throws damage that was found twice under one manifest. Once is not enough: files are looked at
   * one after the other, and a commit that has written its manifest may rename or remove one in
   * between. It does so only once, so that the second look finds the new version.
   */
  private static @Nullable Snapshot confirmed(
      CorruptCheckpointException damage,
      @Nullable Snapshot suspect,
      Snapshot before,
      Snapshot after) {
    if (!before.isSame(after)) {
      return null;
    }
    if (suspect != null && suspect.isSame(before)) {
      throw damage;
    }
    return before;
  }

  private boolean isStill(Snapshot before, Path manifest, Optional<OpenedFile> opened)
      throws IOException {
    boolean same = false;
    try {
      same = before.isSame(Snapshot.read(root, manifest));
    } finally {
      if (!same) {
        opened.ifPresent(OpenedFile::close);
      }
    }
    return same;
  }

  private Optional<OpenedFile> attempt(Snapshot snapshot) throws IOException, Moved {
    if (!snapshot.isPresent()) {
      return foreign();
    }
    Manifest manifest = context.parse(snapshot, root, name, action);
    boolean found = false;
    for (Version version : manifest.versions()) {
      Path file = root.data(name, version.file().ending());
      Optional<BasicFileAttributes> there = Places.file(root.path(), file);
      if (there.isPresent()) {
        found = true;
        if (lying(manifest, version, file, there.get()).equals(version)) {
          return Optional.of(open(version.file().ending(), there.get(), version, manifest));
        }
      }
    }
    if (!found && manifest.absentOk()) {
      return foreign();
    }
    throw missing(manifest);
  }

  /** Which of the versions that have this file lies there. */
  private Version lying(Manifest manifest, Version wanted, Path file, BasicFileAttributes there)
      throws IOException, Moved {
    String ending = wanted.file().ending();
    List<Version> candidates =
        manifest.versions().stream()
            .filter(v -> v.file().ending().equals(ending))
            .filter(v -> v.file().sums().bytes() == there.size())
            .toList();
    if (candidates.isEmpty()) {
      throw damaged(
          ending,
          "the file has "
              + there.size()
              + " bytes, but "
              + wanted.file().sums().bytes()
              + " were saved");
    }
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    Sums sums = sum(file);
    List<Version> same = candidates.stream().filter(v -> v.file().sums().sameBlocks(sums)).toList();
    if (same.isEmpty()) {
      throw damaged(ending, "the file's bytes are not those that were saved");
    }
    return same.size() == 1 ? same.get(0) : lying(manifest, same);
  }

  /** Of versions with one main file that whose parts lie there; the oldest while they change. */
  private Version lying(Manifest manifest, List<Version> same) throws IOException {
    Contested contested = new Contested(context, root, name, manifest);
    for (Version version : same) {
      if (contested.isInPlace(version)) {
        return version;
      }
    }
    return same.get(same.size() - 1);
  }

  private static Sums sum(Path file) throws IOException, Moved {
    try {
      return Summer.of(file);
    } catch (NoSuchFileException e) {
      throw new Moved();
    }
  }

  /** Without a manifest, the newest file counts. */
  private Optional<OpenedFile> foreign() throws IOException, Moved {
    String newest = newestEnding(context, root, name);
    if (newest == null) {
      return Optional.empty();
    }
    Optional<BasicFileAttributes> there = Places.file(root.path(), root.data(name, newest));
    if (there.isEmpty()) {
      throw new Moved();
    }
    return Optional.of(open(newest, there.get(), null, null));
  }

  /** The ending of the file that was changed last; the format's order decides between equals. */
  static @Nullable String newestEnding(StoreContext context, Root root, CheckpointName name)
      throws IOException {
    String newest = null;
    BasicFileAttributes best = null;
    for (String ending : context.format().endings()) {
      Optional<BasicFileAttributes> there = Places.file(root.path(), root.data(name, ending));
      if (there.isPresent()
          && (best == null
              || there.get().lastModifiedTime().compareTo(best.lastModifiedTime()) > 0)) {
        newest = ending;
        best = there.get();
      }
    }
    return newest;
  }

  private OpenedFile open(
      String ending,
      BasicFileAttributes expected,
      @Nullable Version version,
      @Nullable Manifest manifest)
      throws IOException, Moved {
    Path file = root.data(name, ending);
    InputStream in;
    try {
      in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw new Moved();
    }
    PositionedBytes positions = null;
    boolean kept = false;
    OpenedFile opened = null;
    try {
      positions = context.format().readsAtPositions() ? PositionedBytes.open(file) : null;
      Optional<BasicFileAttributes> now = Places.look(file);
      if (now.isEmpty() || !isSame(expected, now.get())) {
        throw new Moved();
      }
      Path shown = context.shown(name, ending);
      opened =
          new OpenedFile(
              name,
              action.of(name, shown),
              shown,
              ending,
              expected.size(),
              expected.lastModifiedTime().toInstant(),
              version,
              in,
              positions);
      PartFiles.open(context, root, name, manifest, opened);
      kept = true;
      return opened;
    } catch (NoSuchFileException e) {
      throw new Moved();
    } finally {
      if (!kept) {
        in.close();
        if (positions != null) {
          positions.close();
        }
      }
    }
  }

  /** Whether a file looks as it did. */
  static boolean isSame(BasicFileAttributes a, BasicFileAttributes b) {
    return Objects.equals(a.fileKey(), b.fileKey())
        && a.size() == b.size()
        && a.lastModifiedTime().equals(b.lastModifiedTime());
  }

  private CorruptCheckpointException missing(Manifest manifest) {
    return damaged(
        manifest.versions().get(0).file().ending(),
        "the file is gone, although a checkpoint was saved there. If it was removed on purpose, run"
            + " delete(\""
            + name
            + "\")");
  }

  private CorruptCheckpointException damaged(String ending, String found) {
    return new CorruptCheckpointException(
        action.of(name, context.shown(name, ending))
            + ": "
            + found
            + ". "
            + StoreContext.advice(name));
  }
}
