package dev.checkpoint4j.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A manifest file's bytes at one moment, or that there was none. Two that are equal, taken before
 * and after something, prove that no commit came between: each commit writes a manifest first.
 */
final class Snapshot {
  private final boolean present;
  private final byte @Nullable [] bytes;

  private Snapshot(boolean present, byte @Nullable [] bytes) {
    this.present = present;
    this.bytes = bytes;
  }

  static Snapshot read(Root root, Path manifest) throws IOException {
    Optional<BasicFileAttributes> found = Places.file(root.path(), manifest);
    if (found.isEmpty()) {
      return new Snapshot(false, null);
    }
    try (InputStream in = Files.newInputStream(manifest, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes =
          found.get().size() > ManifestJson.MAX_BYTES
              ? new byte[0]
              : in.readNBytes(ManifestJson.MAX_BYTES + 1);
      boolean whole = bytes.length > 0 && bytes.length <= ManifestJson.MAX_BYTES;
      return new Snapshot(true, whole ? bytes : null);
    } catch (NoSuchFileException e) {
      return new Snapshot(false, null);
    }
  }

  boolean isPresent() {
    return present;
  }

  /** The bytes; null if there are none, or too many to be a manifest. */
  byte @Nullable [] bytes() {
    return bytes;
  }

  boolean isSame(Snapshot other) {
    return present == other.present && Arrays.equals(bytes, other.bytes);
  }
}
