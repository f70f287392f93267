package dev.checkpoint4j.internal.reuse;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SHA-256 of values by their {@link CanonicalBytes}. Used by one thread at a time. */
public final class Digests {
  private final MessageDigest sha = newSha256();
  private final CanonicalBytes canonical = new CanonicalBytes();

  /** One that was not used yet. */
  public Digests() {}

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static String hex(byte[] data) {
    return HexFormat.of().formatHex(newSha256().digest(data));
  }

  /** The digest of a value, in hex. */
  static String hexOf(@Nullable Object value) {
    return hex(CanonicalBytes.of(value));
  }

  /** The digest of a value such as a key. */
  public byte[] of(@Nullable Object value) {
    canonical.clear();
    canonical.add(value);
    return finish();
  }

  /**
   * The digest of a record by its columns.
   *
   * @param writer of the binding; null where rows have no class
   */
  public <T> byte[] ofRecord(RecordBinding<T> binding, RowWriter<T> writer, T record) {
    canonical.clear();
    if (binding.isOpen()) {
      canonical.add(record);
    } else {
      canonical.addRow(writer.schema().columns(), writer.toRow(record));
    }
    return finish();
  }

  /** A digest of each column that is not null. */
  <T> Map<String, Long> columns(RecordBinding<T> binding, RowWriter<T> writer, T record) {
    Map<String, Long> columns = new HashMap<>();
    if (binding.isOpen() && record instanceof Map<?, ?> row) {
      row.forEach((name, value) -> columns.put(String.valueOf(name), word(of(value), 0)));
      return columns;
    }
    @Nullable Object[] values = writer.toRow(record);
    List<Column> named = writer.schema().columns();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        canonical.clear();
        canonical.addTyped(named.get(i).type(), values[i]);
        columns.put(named.get(i).name(), word(finish(), 0));
      }
    }
    return columns;
  }

  private byte[] finish() {
    sha.update(canonical.array(), 0, canonical.length());
    return sha.digest();
  }

  /** Eight bytes of a digest. */
  public static long word(byte[] digest, int index) {
    long word = 0;
    for (int i = 8 * index; i < 8 * index + 8; i++) {
      word = word << 8 | (digest[i] & 0xff);
    }
    return word;
  }
}
