package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.LimitExceededException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Replaces and removes manifests, each atomically. Used under the store's lock. */
final class ManifestFiles {
  private final StoreContext context;
  private final Root root;
  private final String where;

  /**
   * For one operation.
   *
   * @param where begins each error
   */
  ManifestFiles(StoreContext context, Root root, String where) {
    this.context = context;
    this.root = root;
    this.where = where;
  }

  /** Replaces a manifest; the directory's entry is not forced. */
  void write(Manifest manifest) throws IOException {
    replace(context.manifest(root, manifest.name()), encode(manifest));
  }

  /** Replaces a manifest so that it is there before anything that follows. */
  void writeDurably(Manifest manifest) throws IOException {
    write(manifest);
    context.disk().forceDirectory(root.manifests());
  }

  /** Nothing is written that could not be read again. */
  private byte[] encode(Manifest manifest) throws IOException {
    byte[] bytes = ManifestJson.write(manifest);
    try {
      if (bytes.length > ManifestJson.MAX_BYTES) {
        throw new IllegalArgumentException(
            "it would have "
                + bytes.length
                + " bytes, at most "
                + ManifestJson.MAX_BYTES
                + " are read");
      }
      ManifestJson.read(
          bytes, manifest.name(), manifest.format(), context.format().endings(), PartFiles::isSafe);
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new LimitExceededException(
          where
              + ": its manifest cannot be written: "
              + e.getMessage()
              + ". Save fewer columns or less nesting",
          e);
    }
  }

  private void replace(Path manifest, byte[] bytes) throws IOException {
    Places.file(root.path(), manifest);
    Path temp = context.temps().reserve();
    try {
      writeTemp(temp, bytes);
      context.disk().move(temp, manifest);
    } catch (IOException | RuntimeException | Error e) {
      drop(temp, e);
      throw e;
    }
    context.temps().renamed(temp);
  }

  private void writeTemp(Path temp, byte[] bytes) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(bytes);
      try (FileChannel channel =
          FileChannel.open(temp, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        context.disk().force(channel);
      }
    }
  }

  private void drop(Path temp, Throwable failure) {
    try {
      context.temps().drop(temp);
    } catch (IOException | RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }

  /** Removes a manifest if there is one. */
  void remove(Path manifest) throws IOException {
    Files.deleteIfExists(manifest);
  }

  /**
   * Puts back what was there before a commit that failed. If that fails too, nothing is lost: the
   * commit's own manifest reads as the old state as long as the data is the old one.
   */
  void restore(Snapshot before, Path manifest, Throwable failure) {
    try {
      if (before.isSame(Snapshot.read(root, manifest))) {
        return;
      }
      byte[] bytes = before.bytes();
      if (bytes != null) {
        replace(manifest, bytes);
      } else if (!before.isPresent()) {
        remove(manifest);
      }
    } catch (IOException | RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }
}
