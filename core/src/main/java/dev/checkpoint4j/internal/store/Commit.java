package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The switch from one version of a checkpoint to the next, under the store's lock.
 *
 * <ol>
 *   <li>A manifest that lists the new version and what was there before, made durable.
 *   <li>A second name for the old data in the history, if that is to be kept, made durable.
 *   <li>Parts are renamed to their places, where nothing of theirs lies yet; the directory is
 *       forced.
 *   <li>The rename of the forced temporary file to its place: the commit. The directory is forced.
 *   <li>Files of the old version that the new one does not have, and contents of the history that
 *       nobody needs any more, are removed.
 *   <li>A manifest that lists the new version alone.
 * </ol>
 *
 * A crash between any two of them leaves a manifest that says of whatever data is there which
 * version it is.
 */
final class Commit {
  private static final Logger LOG = LoggerFactory.getLogger(Commit.class);

  private final StoreContext context;
  private final Root root;
  private final CheckpointName name;
  private final String where;
  private final ManifestFiles manifests;

  Commit(StoreContext context, Root root, CheckpointName name, String where) {
    this.context = context;
    this.root = root;
    this.name = name;
    this.where = where;
    this.manifests = new ManifestFiles(context, root, where);
  }

  /**
   * What became of a commit.
   *
   * @param switched whether the new version is the checkpoint
   * @param number that of the version there is now
   */
  record Outcome(boolean switched, long number) {}

  /**
   * Makes written and forced temporary files the checkpoint.
   *
   * @param draft the version, its number not yet known
   * @param numbering from the last number to the new one; negative to leave all as it is
   */
  Outcome replace(Staged staged, Version draft, LongUnaryOperator numbering) throws IOException {
    return replace(Before.look(context, Action.SAVE, root, name), staged, draft, numbering);
  }

  private Outcome replace(Before before, Staged staged, Version draft, LongUnaryOperator numbering)
      throws IOException {
    long number = numbering.applyAsLong(before.lastNumber());
    if (number < 0) {
      return new Outcome(false, before.lastNumber());
    }
    Version created = draft.withNumber(number);
    List<Version> older = before.older(context, root, name);
    Path data = root.data(name, created.file().ending());
    Archive archive = Archive.plan(context, root, name, before, created);
    try {
      prepare(before, created, older, data, archive);
      archive.store();
      place(staged.parts(), data);
    } catch (IOException | RuntimeException | Error e) {
      undo(before, created, older, archive, e);
      throw e;
    }
    try {
      // THE COMMIT: until this rename the checkpoint is the old one, after it the new one.
      context.disk().move(staged.path(), data);
    } catch (IOException | RuntimeException | Error e) {
      if (!isThere(staged.path(), e)) {
        throw outcomeUnknown(e);
      }
      undo(before, created, older, archive, e);
      throw e;
    }
    staged.renamed();
    forceCommitted(data);
    settle(before, created, older, archive);
    return new Outcome(true, number);
  }

  private void prepare(
      Before before, Version created, List<Version> older, Path data, Archive archive)
      throws IOException {
    context.disk().makeDirectories(root.path(), parent(data));
    Places.file(root.path(), data);
    List<Version> versions = new ArrayList<>(List.of(created));
    versions.addAll(older);
    manifests.writeDurably(
        new Manifest(
            name,
            context.format().name(),
            before.nothing(),
            versions,
            archive.before(),
            archive.dropped(),
            archive.leaving()));
  }

  /** Puts the parts beside the main file that does not name them yet. */
  private void place(List<? extends StagedPart> parts, Path data) throws IOException {
    for (StagedPart part : parts) {
      Path place = root.data(name, part.entry().ending());
      Places.file(root.path(), place);
      context.disk().move(part.path(), place);
      part.renamed();
    }
    if (!parts.isEmpty()) {
      context.disk().forceDirectory(parent(data));
    }
  }

  /**
   * Removes parts after a failure before the commit, and puts back those of the current version;
   * whether all of that could be done.
   */
  private boolean takeBack(Before before, Version created, List<Version> older, Throwable failure) {
    try {
      for (DataFile part : created.parts()) {
        if (older.stream().noneMatch(version -> version.has(part.ending()))) {
          Files.deleteIfExists(root.data(name, part.ending()));
        }
      }
      if (before.current() != null) {
        new Contested(context, root, name, List.of(created, before.current()))
            .putBack(before.current());
      }
      return true;
    } catch (IOException | RuntimeException | Error e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  private Path parent(Path data) {
    Path parent = data.getParent();
    return parent == null ? root.path() : parent;
  }

  /** Whether nothing was renamed; if that cannot be told, the outcome is unknown. */
  private static boolean isThere(Path temp, Throwable failure) {
    try {
      return Places.look(temp).isPresent();
    } catch (IOException | RuntimeException | Error e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  private void forceCommitted(Path data) {
    try {
      context.disk().forceDirectory(parent(data));
    } catch (IOException | RuntimeException | Error e) {
      throw outcomeUnknown(e);
    }
  }

  /** Takes everything back; what cannot be is named by the manifest, which then stays. */
  private void undo(
      Before before, Version created, List<Version> older, Archive archive, Throwable failure) {
    if (takeBack(before, created, older, failure) && archive.undo(failure)) {
      restore(before, failure);
    }
  }

  /** Puts the manifest back after a failure before the commit. */
  private void restore(Before before, Throwable failure) {
    manifests.restore(before.snapshot(), context.manifest(root, name), failure);
  }

  /** What to throw for a failure at the commit; an {@link Error} stays one. */
  private RuntimeException outcomeUnknown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    String reason = cause instanceof IOException e ? Failures.reason(e) : cause.toString();
    return new CommitOutcomeUnknownException(
        where
            + ": a fault during the switch ("
            + reason
            + ") leaves open whether it took place and is durable. Load to see which version is"
            + " there; trying again is safe",
        cause);
  }

  /**
   * Tidies up. The new version is durable and visible, so that nothing here fails the save: the
   * next one finds the longer manifest and does it.
   */
  private void settle(Before before, Version created, List<Version> older, Archive archive) {
    try {
      archive.removeDropped();
      for (Version version : older) {
        String ending = version.file().ending();
        if (!ending.equals(created.file().ending())) {
          Files.deleteIfExists(root.data(name, ending));
        }
      }
      removeParts(older, created);
      removeParts(before, created);
      // Not forced into its directory: the longer manifest says the same of the data there is now.
      manifests.write(
          new Manifest(
              name,
              context.format().name(),
              false,
              List.of(created),
              archive.history(),
              List.of()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} was committed, but tidying up after it failed: {}", name, e.toString());
    }
  }

  /** Removes parts of versions that do not count any more. */
  private void removeParts(List<Version> versions, @Nullable Version kept) throws IOException {
    for (Version version : versions) {
      for (DataFile part : version.parts()) {
        if (kept == null || !kept.has(part.ending())) {
          Files.deleteIfExists(root.data(name, part.ending()));
        }
      }
    }
  }

  /** Removes the parts that no version has but, if it is given, this one. */
  private void removeParts(Before before, @Nullable Version kept) throws IOException {
    if (before.manifest() != null) {
      // Also those of a version whose commit was stopped.
      removeParts(before.manifest().versions(), kept);
    }
    String prefix = Root.directoryOf(context.ending());
    if (prefix.isEmpty()) {
      return;
    }
    Path directory = parent(root.data(name, context.ending()));
    if (!Places.isDirectory(root.path(), directory)) {
      return;
    }
    for (Path entry : Places.entries(directory)) {
      String file = String.valueOf(entry.getFileName());
      if (context.format().isPart(file)
          && (kept == null || !kept.has(prefix + file))
          && Places.look(entry).map(BasicFileAttributes::isRegularFile).orElse(false)) {
        Files.deleteIfExists(entry);
      }
    }
  }

  /** Removes the checkpoint; whether there was one. */
  boolean delete() throws IOException {
    Before before = Before.look(context, Action.DELETE, root, name);
    Path manifest = context.manifest(root, name);
    Archive archive = Archive.ofEverything(context, root, name, before);
    if (before.nothing()) {
      archive.removeDropped();
      if (before.manifest() != null) {
        // What a save or a delete left that was stopped before its end.
        removeParts(before, null);
      }
      manifests.remove(manifest);
      return false;
    }
    Path last;
    try {
      announceDelete(before);
      last = removeAllButLast(before);
    } catch (IOException | RuntimeException | Error e) {
      restore(before, e);
      throw e;
    }
    try {
      if (last != null) {
        // THE COMMIT: with this file the checkpoint goes.
        Files.deleteIfExists(last);
      }
    } catch (IOException | RuntimeException | Error e) {
      if (last != null && !isThere(last, e)) {
        throw outcomeUnknown(e);
      }
      restore(before, e);
      throw e;
    }
    if (last != null) {
      forceCommitted(last);
    }
    forget(before, manifest, archive);
    return true;
  }

  /** Says in the manifest that the data may go; parts need one, so that none is left unnamed. */
  private void announceDelete(Before before) throws IOException {
    Manifest known = before.manifest();
    Version current = before.current();
    if (known == null && current != null && !current.parts().isEmpty()) {
      known = new Manifest(name, context.format().name(), true, List.of(current));
    }
    if (known != null) {
      manifests.writeDurably(
          new Manifest(
              name,
              context.format().name(),
              true,
              known.versions(),
              known.history(),
              known.dropped()));
    }
  }

  /** Saves the contents of an older version as a new one; empty if it is not there. */
  Optional<Version> rollback(long number) throws IOException {
    Before before = Before.look(context, Action.ROLLBACK, root, name);
    Optional<Version> wanted = before.version(number);
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    Version draft = wanted.get().asDraft(Instant.now());
    // Copies: a link to the data file itself would make the rename do nothing.
    try (RestoredFiles copies =
        RestoredFiles.of(context, root, name, before.current(), wanted.get(), where)) {
      Outcome created = replace(before, copies, draft, last -> last + 1);
      return Optional.of(draft.withNumber(created.number()));
    }
  }

  private @Nullable Path removeAllButLast(Before before) throws IOException {
    String current = before.current() == null ? null : before.current().file().ending();
    Path last = null;
    for (String ending : context.format().endings()) {
      Path file = root.data(name, ending);
      if (Places.file(root.path(), file).isPresent()) {
        if (ending.equals(current) || (current == null && last == null)) {
          last = file;
        } else {
          Files.delete(file);
        }
      }
    }
    return last;
  }

  private void forget(Before before, Path manifest, Archive archive) {
    try {
      archive.removeDropped();
      if (before.current() != null) {
        removeParts(List.of(before.current()), null);
      }
      removeParts(before, null);
      manifests.remove(manifest);
    } catch (IOException | RuntimeException e) {
      // It reads as no checkpoint.
      LOG.warn("{} was deleted, but not its manifest {}: {}", name, manifest, e.toString());
    }
  }
}
