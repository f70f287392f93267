package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.PruneReport.PrunedFile;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what manifests name and the retention does not keep, one checkpoint after the other, each
 * under the store's lock. Files that no manifest names are never looked at.
 */
final class Pruner {
  private static final Logger LOG = LoggerFactory.getLogger(Pruner.class);

  private final StoreContext context;
  private final Root root;
  private final boolean dryRun;
  private final List<PrunedFile> files = new ArrayList<>();
  private final Map<Path, Long> listed = new HashMap<>();

  Pruner(StoreContext context, Root root, boolean dryRun) {
    this.context = context;
    this.root = root;
    this.dryRun = dryRun;
  }

  /** Takes one checkpoint; a damaged manifest is left as it is. */
  void add(CheckpointName name) throws IOException {
    try {
      Before before = Before.look(context, Action.PRUNE, root, name);
      Version current = before.current();
      if (current != null && before.manifest() != null) {
        prune(name, before, current, before.manifest());
      } else if (before.nothing() && before.manifest() != null) {
        pruneDeleted(name, before);
      }
    } catch (CorruptCheckpointException e) {
      LOG.warn("{} was not pruned: {}", name, e.getMessage());
    }
  }

  private void prune(CheckpointName name, Before before, Version current, Manifest manifest)
      throws IOException {
    Archive archive = Archive.ofRetention(context, root, name, before, current);
    list(name, archive, manifest);
    if (dryRun || (archive.dropped().isEmpty() && isAtRest(archive, manifest))) {
      return;
    }
    ManifestFiles manifests = new ManifestFiles(context, root, context.where(Action.PRUNE, name));
    manifests.writeDurably(
        new Manifest(
            name,
            manifest.format(),
            false,
            manifest.versions(),
            archive.history(),
            archive.dropped()));
    archive.removeDropped();
    manifests.write(
        new Manifest(
            name, manifest.format(), false, List.of(current), archive.history(), List.of()));
  }

  private static boolean isAtRest(Archive archive, Manifest manifest) {
    return manifest.versions().size() == 1 && manifest.history().equals(archive.history());
  }

  /** Ends a delete that was killed. */
  private void pruneDeleted(CheckpointName name, Before before) throws IOException {
    Archive archive = Archive.ofEverything(context, root, name, before);
    for (DataFile file : archive.dropped()) {
      list(name, file, "of a deleted checkpoint");
    }
    if (!dryRun) {
      archive.removeDropped();
      new ManifestFiles(context, root, context.where(Action.PRUNE, name))
          .remove(context.manifest(root, name));
    }
  }

  private void list(CheckpointName name, Archive archive, Manifest manifest) throws IOException {
    for (DataFile file : archive.dropped()) {
      List<Long> numbers =
          manifest.history().stream()
              .filter(
                  version ->
                      version.files().stream().anyMatch(f -> f.content().equals(file.content())))
              .map(Version::number)
              .toList();
      list(
          name,
          file,
          numbers.isEmpty()
              ? "left by a save that was stopped"
              : "version " + numbers.get(0) + " is beyond what is kept, and has no tag");
    }
  }

  private void list(CheckpointName name, DataFile file, String reason) throws IOException {
    Path place = context.history(root, name, file);
    Optional<BasicFileAttributes> there = Places.file(root.path(), place);
    if (there.isPresent()) {
      listed.put(place, there.get().size());
      files.add(new PrunedFile(name.value(), place.toString(), reason, there.get().size()));
    }
  }

  /** What was done; the files are looked at again. */
  PruneReport report() throws IOException {
    long freed = 0;
    for (Map.Entry<Path, Long> file : listed.entrySet()) {
      freed += Places.look(file.getKey()).isEmpty() ? file.getValue() : 0;
    }
    return new PruneReport(dryRun, files, freed);
  }
}
