package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.StoreOptions;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all operations of one store share. Thread-safe. */
final class StoreContext {
  private final Path directory;
  private final FileFormat format;
  private final StoreOptions options;
  private final Supplier<RecordBinding<Map<String, Object>>> rowBinding;
  private final Disk disk;
  private final TempFiles temps;
  private volatile @Nullable Root root;

  /** Queries of one checkpoint follow each other; reading its manifest took longer than many. */
  private volatile SoftReference<Parsed> parsed = new SoftReference<>(null);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Parsed(CheckpointName name, byte[] bytes, Manifest manifest) {}

  StoreContext(
      Path directory,
      FileFormat format,
      StoreOptions options,
      Supplier<RecordBinding<Map<String, Object>>> rowBinding) {
    this.directory = directory;
    this.format = format;
    this.options = options;
    this.rowBinding = rowBinding;
    this.disk = new Disk(options.durability());
    this.temps = new TempFiles(disk);
  }

  Path directory() {
    return directory;
  }

  FileFormat format() {
    return format;
  }

  StoreOptions options() {
    return options;
  }

  /** Reads rows of no class. */
  RecordBinding<Map<String, Object>> rowBinding() {
    return rowBinding.get();
  }

  Disk disk() {
    return disk;
  }

  TempFiles temps() {
    return temps;
  }

  /**
   * The store's real directory; empty while there is none. The directory itself may be a symbolic
   * link: it is resolved once, when it is first seen.
   */
  Optional<Root> root() throws IOException {
    Root known = root;
    Path real;
    try {
      real = known == null ? directory.toAbsolutePath().toRealPath() : known.path();
      if (!Files.readAttributes(real, BasicFileAttributes.class).isDirectory()) {
        throw new NotDirectoryException(directory.toString());
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Root found = known == null ? new Root(real) : known;
    root = found;
    return Optional.of(found);
  }

  /** The store's real directory, made if there is none. */
  Root makeRoot() throws IOException {
    Root known = root;
    disk.makeRoot(known == null ? directory.toAbsolutePath() : known.path());
    return root().orElseThrow(() -> new NoSuchFileException(directory.toString()));
  }

  /** The ending that saves write. */
  String ending() {
    return format.endings().get(0);
  }

  Path manifest(Root at, CheckpointName name) {
    return at.manifest(name, format.name());
  }

  /** Where an older content of a checkpoint lies. */
  Path history(Root at, CheckpointName name, DataFile file) {
    return at.history(name, format.name()).resolve(file.content());
  }

  /** A data file as people know it: below the directory that they gave. */
  Path shown(CheckpointName name, String ending) {
    return Root.below(directory, Root.relative(name, ending));
  }

  /** How errors about a checkpoint begin where no file of it is known yet. */
  String where(Action action, CheckpointName name) {
    return action.of(name, shown(name, ending()));
  }

  /** How errors about damage end. */
  static String advice(CheckpointName name) {
    return "Restore the file, accept(\""
        + name
        + "\") to take it as it is, or delete(\""
        + name
        + "\")";
  }

  /** Reads a manifest's bytes. */
  Manifest parse(Snapshot snapshot, Root at, CheckpointName name, Action action) {
    byte[] bytes = snapshot.bytes();
    try {
      if (bytes == null) {
        throw new IllegalArgumentException("it is empty or too large to be one");
      }
      Parsed known = parsed.get();
      if (known == null || !known.name().equals(name) || !Arrays.equals(known.bytes(), bytes)) {
        known =
            new Parsed(
                name,
                bytes,
                ManifestJson.read(bytes, name, format.name(), format.endings(), PartFiles::isSafe));
        parsed = new SoftReference<>(known);
      }
      return known.manifest();
    } catch (IllegalArgumentException e) {
      throw new CorruptCheckpointException(
          where(action, name)
              + ": the manifest "
              + manifest(at, name)
              + " is damaged: "
              + e.getMessage()
              + ". Restore it, accept(\""
              + name
              + "\") to take the data as it is, or remove the manifest to read the data unverified",
          e);
    }
  }
}
