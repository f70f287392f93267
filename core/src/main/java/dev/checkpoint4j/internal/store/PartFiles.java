package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.LimitExceededException;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens the parts that belong to a main file: those of its manifest, or without one those that it
 * names, as far as a name cannot lead out of its directory.
 */
final class PartFiles {
  private static final int MAX_PARTS = 10_000;
  private static final Pattern SAFE = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,150}");

  private final StoreContext context;
  private final Root root;
  private final CheckpointName name;
  private final OpenedFile main;
  private final PlaceOf places;

  /** Where a part lies now. */
  interface PlaceOf {
    Path of(DataFile part) throws IOException;
  }

  private PartFiles(
      StoreContext context, Root root, CheckpointName name, OpenedFile main, PlaceOf places) {
    this.context = context;
    this.root = root;
    this.name = name;
    this.main = main;
    this.places = places;
  }

  /**
   * Opens the parts and gives them to the main file.
   *
   * @param manifest by which they are looked for; null where it does not count
   * @throws CorruptCheckpointException if one is not there, or is not as long as it was
   */
  static void open(
      StoreContext context,
      Root root,
      CheckpointName name,
      @Nullable Manifest manifest,
      OpenedFile main)
      throws IOException {
    if (!Root.directoryOf(main.ending()).isEmpty()) {
      Contested contested = new Contested(context, root, name, manifest);
      new PartFiles(context, root, name, main, contested::place)
          .open(main.version() != null && main.version().verified());
    }
  }

  /**
   * Opens the parts of an older version and gives them to the main file.
   *
   * @param places where each lies
   */
  static void openOlder(
      StoreContext context, Root root, CheckpointName name, OpenedFile main, PlaceOf places)
      throws IOException {
    new PartFiles(context, root, name, main, places).open(true);
  }

  /** Whether a name cannot lead out of the directory in which it is looked up. */
  static boolean isSafe(String part) {
    return SAFE.matcher(part).matches();
  }

  private void open(boolean listed) throws IOException {
    List<MappedPart> parts = new ArrayList<>();
    boolean whole = false;
    try {
      Version version = main.version();
      String prefix = Root.directoryOf(main.ending());
      if (version != null && listed) {
        for (DataFile part : version.parts()) {
          parts.add(open(part, part.ending().substring(prefix.length()), part.sums()));
        }
      } else {
        for (String part : named()) {
          DataFile known = version == null ? null : version.part(prefix + part);
          parts.add(
              known == null
                  ? open(part, root.data(name, prefix + part), null)
                  : open(known, part, null));
        }
      }
      main.setParts(parts);
      whole = true;
    } finally {
      if (!whole) {
        parts.forEach(MappedPart::close);
      }
    }
  }

  private MappedPart open(DataFile file, String part, @Nullable Sums sums) throws IOException {
    Path place = places.of(file);
    MappedPart opened = open(part, place, sums);
    if (!places.of(file).equals(place)) {
      // A commit may have put another version's part there before it was opened.
      opened.close();
      throw new NoSuchFileException(place.toString());
    }
    return opened;
  }

  private List<String> named() throws IOException {
    Path file = root.data(name, main.ending());
    List<String> names;
    try (OpenedFile again =
        new OpenedFile(
            name,
            main.where(),
            context.shown(name, main.ending()),
            main.ending(),
            main.size(),
            main.modified(),
            null,
            Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS),
            null)) {
      names = context.format().parts(again);
    } catch (NoSuchFileException e) {
      throw damaged("it is gone");
    }
    if (names.size() > MAX_PARTS) {
      throw new LimitExceededException(
          main.where()
              + ": it names "
              + names.size()
              + " files, at most "
              + MAX_PARTS
              + " are read");
    }
    if (!names.stream().allMatch(PartFiles::isSafe)) {
      throw damaged("it names a file that does not lie beside it");
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw damaged("it names a file twice");
    }
    return names;
  }

  private MappedPart open(String part, Path place, @Nullable Sums sums) throws IOException {
    Optional<BasicFileAttributes> there = Places.file(root.path(), place);
    if (there.isEmpty()) {
      throw damaged("its file " + part + " is gone");
    }
    long size = there.get().size();
    if (sums != null && sums.bytes() != size) {
      throw damaged(
          "its file " + part + " has " + size + " bytes, but " + sums.bytes() + " were saved");
    }
    try {
      return MappedPart.open(
          place,
          part,
          main.where(),
          StoreContext.advice(name),
          size,
          sums,
          MappedPart.SEGMENT_BYTES);
    } catch (NoSuchFileException e) {
      throw damaged("its file " + part + " is gone");
    }
  }

  private CorruptCheckpointException damaged(String found) {
    return new CorruptCheckpointException(
        main.where() + ": " + found + ". " + StoreContext.advice(name));
  }

  /** The sums of the parts, for a manifest that did not have them. */
  static List<DataFile> sum(OpenedFile main) throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (var part : main.parts()) {
      Sums sums = Summer.of(part.stream(), Sums.MAPPED_BLOCK_BYTES);
      files.add(new DataFile(Root.directoryOf(main.ending()) + part.name(), sums));
    }
    return files;
  }
}
