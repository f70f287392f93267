package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.Durability;
import dev.checkpoint4j.spi.Parts;
import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part that is being written to a temporary file. */
final class TempPart implements Parts.Part, StagedPart {
  private final StoreContext context;
  private final Path path;
  private final OutputStream file;
  private final @Nullable FileChannel forcing;
  private final SummingOutputStream stream;
  private @Nullable Sums sums;
  private @Nullable String name;
  private boolean gone;

  private TempPart(
      StoreContext context,
      Path path,
      OutputStream file,
      @Nullable FileChannel forcing,
      Workers workers) {
    this.context = context;
    this.path = path;
    this.file = file;
    this.forcing = forcing;
    this.stream = new SummingOutputStream(file, Sums.MAPPED_BLOCK_BYTES, workers);
  }

  /** Makes the file, in the session that the save began. */
  static TempPart create(StoreContext context, Workers workers) throws IOException {
    Path path = context.temps().reserve();
    OutputStream file = null;
    try {
      file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      FileChannel forcing =
          context.options().durability() == Durability.NONE
              ? null
              : FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      return new TempPart(context, path, file, forcing, workers);
    } catch (IOException | RuntimeException | Error e) {
      try (OutputStream last = file) {
        context.temps().drop(path);
      } catch (IOException | RuntimeException cleaning) {
        e.addSuppressed(cleaning);
      }
      throw e;
    }
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public String finish() throws IOException {
    Sums finished = stream.finish();
    sums = finished;
    // At once rather than at the commit: a save of a thousand parts must not hold them all open.
    Uninterrupted.call(
        () -> {
          closeForced();
          return true;
        });
    return finished.sha256();
  }

  private void closeForced() throws IOException {
    if (forcing != null) {
      context.disk().force(forcing);
      forcing.close();
    }
    file.close();
  }

  @Override
  public long bytes() {
    return sums().bytes();
  }

  private Sums sums() {
    if (sums == null) {
      throw new IllegalStateException("The part is not finished");
    }
    return sums;
  }

  @Override
  public void name(String fileName) {
    if (name != null || !context.format().isPart(fileName)) {
      throw new IllegalArgumentException("A part cannot be called " + fileName);
    }
    name = fileName;
  }

  @Override
  public DataFile entry() {
    String called = Objects.requireNonNull(name, "The part was given no name");
    return new DataFile(Root.directoryOf(context.ending()) + called, sums());
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public void renamed() {
    gone = true;
    context.temps().renamed(path);
  }

  /** Closes and removes the file, as far as that was not done. */
  @SuppressWarnings("try") // they are only closed
  void discard() throws IOException {
    if (gone) {
      return;
    }
    gone = true;
    try (OutputStream first = file;
        FileChannel second = forcing) {
      // both are closed before the file is removed
    } finally {
      context.temps().drop(path);
    }
  }
}
