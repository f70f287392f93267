package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.ReadPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A checkpoint that another tool wrote as a directory of part files, which are read one after the
 * other in the order of their names. It has no manifest and is never written to.
 */
final class PartDirectory {
  private static final String PART = "part-";
  private static final String SUCCESS = "_SUCCESS";
  private static final String UNFINISHED = "_temporary";

  private final StoreContext context;
  private final Action action;
  private final CheckpointName name;
  private final String ending;
  private final List<Part> parts;

  private PartDirectory(
      StoreContext context, Action action, CheckpointName name, String ending, List<Part> parts) {
    this.context = context;
    this.action = action;
    this.name = name;
    this.ending = ending;
    this.parts = parts;
  }

  /** One file, as it was found. */
  private record Part(Path path, BasicFileAttributes found) {
    String fileName() {
      return String.valueOf(path.getFileName());
    }
  }

  /**
   * Finds the directory of a name that has no manifest; empty if there is none, or something else.
   *
   * @throws CorruptCheckpointException if it is not finished, or more than parts is in it
   */
  static Optional<PartDirectory> find(StoreContext context, Action action, CheckpointName name)
      throws IOException {
    FileFormat format = context.format();
    Optional<Root> root = format.readsParts() ? context.root() : Optional.empty();
    if (root.isEmpty()) {
      return Optional.empty();
    }
    for (String ending : format.endings()) {
      Path directory = root.get().data(name, ending);
      if (isDirectory(root.get(), directory)
          && isOne(format, directory)
          && !Snapshot.read(root.get(), context.manifest(root.get(), name)).isPresent()) {
        Places.requireSameCase(root.get().path(), directory);
        PartDirectory found = new PartDirectory(context, action, name, ending, new ArrayList<>());
        found.look(directory);
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private static boolean isDirectory(Root root, Path place) throws IOException {
    Path parent = place.getParent();
    return parent != null
        && Places.isDirectory(root.path(), parent)
        && Places.look(place).map(BasicFileAttributes::isDirectory).orElse(false);
  }

  /** Whether a directory looks like one of parts, to a format that reads them. */
  static boolean isOne(FileFormat format, Path directory) throws IOException {
    if (!format.readsParts()) {
      return false;
    }
    for (Path entry : Places.entries(directory)) {
      String file = String.valueOf(entry.getFileName());
      if (file.equals(SUCCESS)
          || (file.startsWith(PART) && format.endings().stream().anyMatch(file::endsWith))) {
        return true;
      }
    }
    return false;
  }

  private void look(Path directory) throws IOException {
    for (Path entry : Places.entries(directory)) {
      String file = String.valueOf(entry.getFileName());
      if (file.equals(UNFINISHED)) {
        throw new CorruptCheckpointException(
            where()
                + ": whoever writes it has not finished, or was stopped: it holds "
                + UNFINISHED
                + ". Wait, or write it again");
      }
      if (!file.startsWith("_") && !file.startsWith(".")) {
        parts.add(part(entry, file));
      }
    }
    parts.sort((a, b) -> a.fileName().compareTo(b.fileName()));
  }

  private Part part(Path entry, String file) throws IOException {
    Optional<BasicFileAttributes> found = Places.look(entry);
    if (!file.endsWith(ending) || found.isEmpty() || !found.get().isRegularFile()) {
      throw new CorruptCheckpointException(
          where()
              + ": it holds "
              + file
              + ", which is no part: parts are plain files that end with "
              + ending
              + ", and directories by values of a column are not read. Move it away");
    }
    return new Part(entry, found.get());
  }

  private Path shown() {
    return context.shown(name, ending);
  }

  /** How errors about the directory begin. */
  String where() {
    return action.of(name, shown());
  }

  int size() {
    return parts.size();
  }

  long bytes() {
    return parts.stream().mapToLong(part -> part.found().size()).sum();
  }

  /** Begins to read a part. */
  <T> FileSource<T> read(int index, ReadPlan<T> plan) throws IOException {
    return FileSource.open(context, name, open(parts.get(index)), plan);
  }

  private OpenedFile open(Part part) throws IOException {
    Path shown = shown().resolve(part.fileName());
    InputStream in = Files.newInputStream(part.path(), LinkOption.NOFOLLOW_LINKS);
    PositionedBytes positions = null;
    boolean kept = false;
    try {
      positions = context.format().readsAtPositions() ? PositionedBytes.open(part.path()) : null;
      if (!Places.look(part.path()).filter(now -> Opener.isSame(part.found(), now)).isPresent()) {
        throw new CorruptCheckpointException(
            action.of(name, shown)
                + ": the part was replaced while the others were read. Try again");
      }
      kept = true;
      return new OpenedFile(
          name,
          action.of(name, shown),
          shown,
          ending,
          part.found().size(),
          part.found().lastModifiedTime().toInstant(),
          null,
          in,
          positions);
    } finally {
      if (!kept) {
        in.close();
        if (positions != null) {
          positions.close();
        }
      }
    }
  }

  /** What the parts say of themselves, together. */
  CheckpointInfo info() throws IOException {
    long rows = 0;
    boolean counted = true;
    String compression = context.format().compression(ending);
    Instant modified = Instant.EPOCH;
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < parts.size(); i++) {
      CheckpointInfo info = info(parts.get(i));
      counted &= info.rows().isPresent();
      rows += info.rows().orElse(0);
      compression = i == 0 ? info.compression() : compression;
      modified = info.createdAt().isAfter(modified) ? info.createdAt() : modified;
      info.schema().columns().stream().filter(c -> names.add(c.name())).forEach(columns::add);
    }
    return new CheckpointInfo(
        name.value(),
        context.format().name(),
        List.of(shown().toString()),
        counted ? OptionalLong.of(rows) : OptionalLong.empty(),
        new RecordSchema(columns, Map.of()),
        bytes(),
        compression,
        modified,
        0,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private CheckpointInfo info(Part part) throws IOException {
    try (OpenedFile file = open(part)) {
      return file.info(context.format());
    }
  }
}
