package dev.checkpoint4j.internal.reuse;

import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowWriter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * What is known of the inputs of a step: 128 bits of each key and of each content, sorted by key,
 * so that their order means nothing. Of many rows only the digest and the number are kept.
 * Immutable.
 */
public final class RowDigests {
  /** Up to so many rows are listed one by one; they take 16 bytes each. */
  static final int MAX_LISTED = 10_000;

  private static final int BYTES = 16;

  private final long count;
  private final byte[] listed;

  private RowDigests(long count, byte[] listed) {
    this.count = count;
    this.listed = listed;
  }

  /** Collects rows. Used by one thread at a time. */
  public static final class Collector {
    private long[] words = new long[256];
    private int rows;

    /** For one set of rows. */
    public Collector() {}

    /** Adds a row by the digests of its key and its content. */
    public void add(byte[] key, byte[] content) {
      add(
          Digests.word(key, 0),
          Digests.word(key, 1),
          Digests.word(content, 0),
          Digests.word(content, 1));
    }

    /** Adds a row by 128 bits of its key and of its content. */
    public void add(long key, long key2, long content, long content2) {
      if (4 * rows + 4 > words.length) {
        words = Arrays.copyOf(words, Math.multiplyExact(words.length, 2));
      }
      words[4 * rows] = key;
      words[4 * rows + 1] = key2;
      words[4 * rows + 2] = content;
      words[4 * rows + 3] = content2;
      rows++;
    }

    private int[] order() {
      Integer[] boxed = new Integer[rows];
      Arrays.setAll(boxed, i -> i);
      Arrays.sort(boxed, this::compare);
      return Arrays.stream(boxed).mapToInt(i -> i).toArray();
    }

    private int compare(int a, int b) {
      int byKey = Long.compareUnsigned(words[4 * a], words[4 * b]);
      return byKey != 0 ? byKey : Long.compareUnsigned(words[4 * a + 1], words[4 * b + 1]);
    }

    Collected finish() {
      MessageDigest sha = Digests.newSha256();
      boolean list = rows <= MAX_LISTED;
      ByteBuffer listed = ByteBuffer.allocate(list ? BYTES * rows : 0);
      ByteBuffer row = ByteBuffer.allocate(32);
      for (int i : order()) {
        row.clear();
        for (int w = 0; w < 4; w++) {
          row.putLong(words[4 * i + w]);
        }
        sha.update(row.array());
        if (list) {
          listed.putLong(words[4 * i]).putLong(words[4 * i + 2]);
        }
      }
      String digest = HexFormat.of().formatHex(sha.digest());
      return new Collected(digest, new RowDigests(rows, listed.array()));
    }
  }

  record Collected(String digest, RowDigests rows) {}

  /** Digests rows by key and content. */
  static <T> Collected of(
      Iterable<? extends T> rows, RecordBinding<T> binding, Function<? super T, ?> keyOf) {
    Collector collector = new Collector();
    Digests digests = new Digests();
    RowWriter<T> writer = binding.rowWriter();
    for (T row : rows) {
      collector.add(digests.of(keyOf.apply(row)), digests.ofRecord(binding, writer, row));
    }
    return collector.finish();
  }

  static RowDigests decode(long count, String base64) {
    byte[] listed = Base64.getDecoder().decode(base64);
    if (count < 0 || listed.length != (count <= MAX_LISTED ? BYTES * count : 0)) {
      throw new IllegalArgumentException("the digests of the inputs do not fit their number");
    }
    return new RowDigests(count, listed);
  }

  String encode() {
    return Base64.getEncoder().encodeToString(listed);
  }

  long count() {
    return count;
  }

  /** How others differ from these, as a clause; both digests are known to differ. */
  String difference(RowDigests later) {
    if (count > MAX_LISTED || later.count > MAX_LISTED) {
      return "changed (" + count + " rows, now " + later.count + ")";
    }
    long added = 0;
    long removed = 0;
    long changed = 0;
    ByteBuffer a = ByteBuffer.wrap(listed);
    ByteBuffer b = ByteBuffer.wrap(later.listed);
    while (a.hasRemaining() || b.hasRemaining()) {
      int order = order(a, b);
      if (order == 0) {
        changed += a.getLong(a.position() + 8) == b.getLong(b.position() + 8) ? 0 : 1;
      }
      removed += order < 0 ? 1 : 0;
      added += order > 0 ? 1 : 0;
      a.position(a.position() + (order <= 0 ? BYTES : 0));
      b.position(b.position() + (order >= 0 ? BYTES : 0));
    }
    return Differences.counted(added, removed, changed);
  }

  private static int order(ByteBuffer a, ByteBuffer b) {
    if (!a.hasRemaining() || !b.hasRemaining()) {
      return a.hasRemaining() ? -1 : 1;
    }
    return Long.compareUnsigned(a.getLong(a.position()), b.getLong(b.position()));
  }
}
