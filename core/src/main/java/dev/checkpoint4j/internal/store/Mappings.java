package dev.checkpoint4j.internal.store;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Mappings that are there anyway. The JDK unmaps a file only when the collector finds that nobody
 * can reach the mapping, and until then a file that is opened again is not mapped again: the first
 * touch of each page costs more than most queries. Nothing is kept that would otherwise go.
 *
 * <p>The mapping of a file shows what the file holds now, whoever wrote it, and while there is one
 * the file's identity is given to no other file. So the identity is enough to find it by; size and
 * time are compared for file systems that copy what is written to.
 */
final class Mappings {
  private static final Map<Key, Known> KNOWN = new ConcurrentHashMap<>();
  private static final ReferenceQueue<ByteBuffer[]> GONE = new ReferenceQueue<>();

  private record Key(Object file, long size, FileTime modified, int segmentBytes) {}

  private static final class Known extends WeakReference<ByteBuffer[]> {
    private final Key key;

    Known(Key key, ByteBuffer[] segments) {
      super(segments, GONE);
      this.key = key;
    }
  }

  private Mappings() {}

  /** The mapping of a file that was open lately; null if there is none of these lengths. */
  static ByteBuffer @Nullable [] find(Path file, long size, int segmentBytes) throws IOException {
    for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      Known known = (Known) gone;
      KNOWN.remove(known.key, known);
    }
    if (KNOWN.isEmpty()) {
      return null;
    }
    Key key = key(file, segmentBytes);
    Known known = key == null || key.size() != size ? null : KNOWN.get(key);
    return known == null ? null : known.get();
  }

  /**
   * Maps a file in pieces.
   *
   * @param channel the file, opened by the path
   */
  static ByteBuffer[] map(Path file, FileChannel channel, long size, int segmentBytes)
      throws IOException {
    Key before = key(file, segmentBytes);
    ByteBuffer[] segments = map(channel, size, segmentBytes);
    // Otherwise the path may have been another file's when it was opened.
    if (before != null && before.size() == size && before.equals(key(file, segmentBytes))) {
      KNOWN.put(before, new Known(before, segments));
    }
    return segments;
  }

  private static ByteBuffer[] map(FileChannel channel, long size, int segmentBytes)
      throws IOException {
    ByteBuffer[] segments =
        new ByteBuffer[Math.toIntExact((size + segmentBytes - 1) / segmentBytes)];
    for (int i = 0; i < segments.length; i++) {
      long from = (long) i * segmentBytes;
      segments[i] =
          channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(segmentBytes, size - from));
    }
    return segments;
  }

  /** Forgets a mapping that does not hold what it should, whatever the reason. */
  static void forget(ByteBuffer[] segments) {
    KNOWN.values().removeIf(known -> known.refersTo(segments));
  }

  private static @Nullable Key key(Path file, int segmentBytes) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Object identity = found.fileKey();
    return identity == null
        ? null
        : new Key(identity, found.size(), found.lastModifiedTime(), segmentBytes);
  }
}
