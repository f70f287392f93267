package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Temporary copies of the files of an older version. Used under the store's lock. */
final class RestoredFiles implements Staged, AutoCloseable {
  private final StoreContext context;
  private final List<Copy> copies = new ArrayList<>();

  private RestoredFiles(StoreContext context) {
    this.context = context;
  }

  private final class Copy implements StagedPart {
    private final Path path;
    private final DataFile entry;
    private boolean gone;

    private Copy(Path path, DataFile entry) {
      this.path = path;
      this.entry = entry;
    }

    @Override
    public Path path() {
      return path;
    }

    @Override
    public DataFile entry() {
      return entry;
    }

    @Override
    public void renamed() {
      gone = true;
      context.temps().renamed(path);
    }
  }

  /**
   * Copies the files, wherever they lie.
   *
   * @throws CorruptCheckpointException if one does not have the bytes that were saved
   */
  static RestoredFiles of(
      StoreContext context,
      Root root,
      CheckpointName name,
      @Nullable Version current,
      Version wanted,
      String where)
      throws IOException {
    RestoredFiles restored = new RestoredFiles(context);
    boolean whole = false;
    try {
      for (DataFile file : wanted.files()) {
        Path source = History.place(context, root, name, current, file);
        if (!Summer.of(source).sha256().equals(file.sums().sha256())) {
          throw new CorruptCheckpointException(
              where
                  + ": the bytes of version "
                  + wanted.number()
                  + " are not those that were saved");
        }
        Copy copy = restored.new Copy(context.temps().reserve(), file);
        restored.copies.add(copy);
        context.disk().copy(source, copy.path());
      }
      whole = true;
      return restored;
    } finally {
      if (!whole) {
        restored.close();
      }
    }
  }

  @Override
  public Path path() {
    return copies.get(0).path();
  }

  @Override
  public List<Copy> parts() {
    return copies.subList(1, copies.size());
  }

  @Override
  public void renamed() {
    copies.get(0).renamed();
  }

  /** Removes the copies that were not renamed. */
  @Override
  public void close() throws IOException {
    for (Copy copy : copies) {
      if (!copy.gone) {
        context.temps().drop(copy.path());
      }
    }
  }
}
