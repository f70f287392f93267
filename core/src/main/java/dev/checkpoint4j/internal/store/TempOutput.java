package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.Durability;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.Parts;
import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file that is being written. The bytes go through a stream, which no interrupt closes;
 * the channel that forces them is opened before the first byte, so that the system reports to it
 * each write that failed.
 */
final class TempOutput implements Parts, Staged {
  private final StoreContext context;
  private final Root root;
  private final Path path;
  private final OutputStream file;
  private final @Nullable FileChannel forcing;
  private final SummingOutputStream stream;
  private final List<Path> scratch = new ArrayList<>();
  private final List<TempPart> parts = new ArrayList<>();
  private boolean gone;

  private TempOutput(
      StoreContext context,
      Root root,
      Path path,
      OutputStream file,
      @Nullable FileChannel forcing) {
    this.context = context;
    this.root = root;
    this.path = path;
    this.file = file;
    this.forcing = forcing;
    this.stream = new SummingOutputStream(file, Sums.BLOCK_BYTES, new Workers(1));
  }

  /** Makes the file, and the store's directories if need be; removes what dead writers left. */
  static TempOutput create(StoreContext context, CheckpointName name) throws IOException {
    Root root = context.makeRoot();
    // Better now than after hours of work.
    Places.file(root.path(), root.data(name, context.ending()));
    context.temps().begin(root);
    Path path = context.temps().reserve();
    OutputStream file = null;
    try {
      file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new TempOutput(context, root, path, file, openForcing(context, path));
    } catch (IOException | RuntimeException | Error e) {
      clean(e, file);
      clean(e, () -> context.temps().drop(path));
      throw e;
    }
  }

  private static @Nullable FileChannel openForcing(StoreContext context, Path path)
      throws IOException {
    return context.options().durability() == Durability.NONE
        ? null
        : FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /** Takes what a format writes. */
  OutputStream stream() {
    return stream;
  }

  @Override
  public Part begin(Workers workers) throws IOException {
    TempPart part = Uninterrupted.call(() -> TempPart.create(context, workers));
    parts.add(part);
    return part;
  }

  /** The parts, all finished and named by now. */
  @Override
  public List<TempPart> parts() {
    return parts;
  }

  /** Room for what the format keeps until the save ends; not made yet. */
  Path newScratchFile() throws IOException {
    Path reserved = context.temps().reserve();
    scratch.add(reserved);
    return reserved;
  }

  /** Removes what the format kept. */
  void dropScratch() throws IOException {
    while (!scratch.isEmpty()) {
      context.temps().drop(scratch.remove(scratch.size() - 1));
    }
  }

  Root root() {
    return root;
  }

  @Override
  public Path path() {
    return path;
  }

  /** Writes what is buffered. */
  Sums finish() throws IOException {
    return stream.finish();
  }

  /** Makes the contents durable; nothing is written afterwards. */
  void forceAndClose(Disk disk) throws IOException {
    if (forcing != null) {
      disk.force(forcing);
      forcing.close();
    }
    file.close();
  }

  /** Notes that the file is the checkpoint now. */
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
    try (Cleaning last = () -> context.temps().drop(path);
        Cleaning kept = this::dropScratch;
        Cleaning beside = this::discardParts;
        OutputStream first = file;
        FileChannel second = forcing) {
      // closed in the reverse order, each whatever happened to the others
    }
  }

  private void discardParts() throws IOException {
    IOException failure = null;
    for (TempPart part : parts) {
      try {
        part.discard();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** The same after a failure, which stays the one that is thrown. */
  void discardAfter(Throwable failure) {
    clean(failure, this::discard);
  }

  private interface Cleaning extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  private static void clean(Throwable failure, @Nullable AutoCloseable step) {
    try {
      if (step != null) {
        step.close();
      }
    } catch (Exception | Error e) {
      failure.addSuppressed(e);
    }
  }
}
