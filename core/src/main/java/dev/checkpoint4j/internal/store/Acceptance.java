package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the data that lies under a name as a new version, under the store's lock. The data file is
 * only read; the rename of the manifest is the commit. Before it, the file is read exactly as a
 * load would read it, so that what was accepted can be loaded.
 */
final class Acceptance {
  private final StoreContext context;
  private final Root root;
  private final CheckpointName name;

  Acceptance(StoreContext context, Root root, CheckpointName name) {
    this.context = context;
    this.root = root;
    this.name = name;
  }

  /** The accepted version; empty if there is no checkpoint. */
  Optional<CheckpointInfo> accept() throws IOException {
    Manifest manifest = manifest();
    String ending = Opener.newestEnding(context, root, name);
    if (ending == null) {
      if (manifest == null || manifest.absentOk()) {
        return Optional.empty();
      }
      throw new CorruptCheckpointException(
          context.where(Action.ACCEPT, name)
              + ": the file is gone. Put one there, or run delete(\""
              + name
              + "\")");
    }
    if (manifest != null && manifest.versions().size() > 1) {
      // What a stopped commit put there is no change by hand, and is taken back.
      Before.look(context, Action.ACCEPT, root, name);
    }
    context.disk().forceFile(root.data(name, ending));
    try (OpenedFile file = open(ending, null)) {
      for (var part : file.parts()) {
        context.disk().forceFile(root.data(name, Root.directoryOf(ending) + part.name()));
      }
    }
    context.disk().forceDirectory(parent(root.data(name, ending)));
    Version accepted = version(manifest, ending);
    try (OpenedFile file = open(ending, accepted)) {
      commit(manifest, accepted);
      return Optional.of(file.info(context.format()));
    }
  }

  private Path parent(Path data) {
    Path parent = data.getParent();
    return parent == null ? root.path() : parent;
  }

  /** Null where there is none, or a damaged one, which is replaced. */
  private @Nullable Manifest manifest() throws IOException {
    Snapshot snapshot = Snapshot.read(root, context.manifest(root, name));
    try {
      return snapshot.isPresent() ? context.parse(snapshot, root, name, Action.ACCEPT) : null;
    } catch (CorruptCheckpointException e) {
      return null;
    }
  }

  private Version version(@Nullable Manifest manifest, String ending) throws IOException {
    List<DataFile> files = new ArrayList<>();
    files.add(new DataFile(ending, Summer.of(root.data(name, ending))));
    try (OpenedFile file = open(ending, null)) {
      files.addAll(PartFiles.sum(file));
    }
    RecordSchema known =
        manifest == null ? RecordSchema.EMPTY : manifest.versions().get(0).schema();
    RecordSchema schema = known.columns().isEmpty() ? learn(ending) : known;
    Version unread =
        new Version(
            (manifest == null ? 0 : manifest.lastNumber()) + 1,
            Instant.now(),
            Version.ROWS_UNKNOWN,
            true,
            schema,
            files);
    return unread.withRows(countRows(ending, unread));
  }

  private RecordSchema learn(String ending) throws IOException {
    RecordBinding<Map<String, Object>> binding = context.rowBinding();
    RowWriter<Map<String, Object>> learner = binding.rowWriter();
    try (FileSource<Map<String, Object>> rows = read(ending, null, binding)) {
      for (var batch = rows.nextBatch(); batch != null; batch = rows.nextBatch()) {
        batch.forEach(learner::learn);
      }
    }
    return learner.schema();
  }

  private long countRows(String ending, Version version) throws IOException {
    long count = 0;
    try (FileSource<Map<String, Object>> rows = read(ending, version, context.rowBinding())) {
      for (var batch = rows.nextBatch(); batch != null; batch = rows.nextBatch()) {
        count += batch.size();
      }
    }
    return count;
  }

  private FileSource<Map<String, Object>> read(
      String ending, @Nullable Version version, RecordBinding<Map<String, Object>> binding)
      throws IOException {
    return FileSource.open(context, name, open(ending, version), ReadPlan.all(binding));
  }

  private OpenedFile open(String ending, @Nullable Version version) throws IOException {
    Path file = root.data(name, ending);
    Path shown = context.shown(name, ending);
    BasicFileAttributes there =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    OpenedFile opened =
        new OpenedFile(
            name,
            Action.ACCEPT.of(name, shown),
            shown,
            ending,
            there.size(),
            there.lastModifiedTime().toInstant(),
            version,
            in,
            positions(file));
    boolean whole = false;
    try {
      PartFiles.open(context, root, name, null, opened);
      whole = true;
      return opened;
    } finally {
      if (!whole) {
        opened.close();
      }
    }
  }

  private @Nullable PositionedBytes positions(Path file) throws IOException {
    return context.format().readsAtPositions() ? PositionedBytes.open(file) : null;
  }

  private void commit(@Nullable Manifest known, Version accepted) throws IOException {
    ManifestFiles manifests = new ManifestFiles(context, root, context.where(Action.ACCEPT, name));
    Path path = context.manifest(root, name);
    Snapshot before = Snapshot.read(root, path);
    try {
      // THE COMMIT: the rename of the manifest.
      manifests.write(
          new Manifest(
              name,
              context.format().name(),
              false,
              List.of(accepted),
              known == null ? List.of() : known.history(),
              known == null ? List.of() : known.dropped(),
              known == null ? List.of() : known.leaving()));
    } catch (IOException | RuntimeException e) {
      if (!isStill(before, path, e)) {
        throw outcomeUnknown(e);
      }
      throw e;
    }
    try {
      context.disk().forceDirectory(root.manifests());
    } catch (IOException | RuntimeException e) {
      throw outcomeUnknown(e);
    }
  }

  private boolean isStill(Snapshot before, Path manifest, Throwable failure) {
    try {
      return before.isSame(Snapshot.read(root, manifest));
    } catch (IOException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  private CommitOutcomeUnknownException outcomeUnknown(Exception cause) {
    String reason = cause instanceof IOException e ? Failures.reason(e) : cause.toString();
    return new CommitOutcomeUnknownException(
        context.where(Action.ACCEPT, name)
            + ": a fault during the switch ("
            + reason
            + ") leaves open whether the file is accepted. info tells; accepting again is safe",
        cause);
  }
}
