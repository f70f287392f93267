package dev.checkpoint4j.multi;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A digest of records that does not depend on the format they are stored in: SHA-256 over the rows
 * in their order, each as its keys in sorted order and their values. Used by one thread at a time.
 *
 * <p>In the {@linkplain #acrossFormats lenient} form, a number is its value whatever its Java class
 * (a float is the double it equals), and a key with the value null counts as one that is missing.
 * The {@linkplain #exact exact} form keeps all of these apart.
 */
public final class ContentDigest {
  private static final int MAX_DEPTH = 1_000;

  private final boolean exact;
  private final MessageDigest digest = sha256();
  private long rows;

  private ContentDigest(boolean exact) {
    this.exact = exact;
  }

  /** The form that is the same for one save in different formats. */
  public static ContentDigest acrossFormats() {
    return new ContentDigest(false);
  }

  /** The form in which every value keeps its Java class, and null is not the same as missing. */
  public static ContentDigest exact() {
    return new ContentDigest(true);
  }

  /** Adds rows behind those added before. */
  public void add(List<? extends Map<String, ?>> batch) {
    for (Map<String, ?> row : batch) {
      digest.update(of(row));
      rows++;
    }
  }

  /** How many rows were added. */
  public long rows() {
    return rows;
  }

  /** The digest of all rows added, in lower-case hex; nothing can be added after it. */
  public String hex() {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(rows).flip());
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of one value. */
  byte[] of(@Nullable Object value) {
    Form form = new Form();
    form.value(value, 0);
    return sha256().digest(form.bytes.toByteArray());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * A value as bytes: a tag, and lengths before all that varies, so that no two values are alike.
   */
  private final class Form {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void value(@Nullable Object value, int depth) {
      if (depth > MAX_DEPTH) {
        throw new IllegalArgumentException("A value is nested more than " + MAX_DEPTH + " deep");
      }
      if (value == null) {
        bytes.write('n');
        return;
      }
      if (exact) {
        text('c', className(value));
      }
      if (value instanceof Boolean truth) {
        bytes.write(truth ? 't' : 'f');
      } else if (value instanceof Double || value instanceof Float) {
        number('d', Double.doubleToLongBits(((Number) value).doubleValue()));
      } else if (value instanceof Long
          || value instanceof Integer
          || value instanceof Short
          || value instanceof Byte) {
        number('i', ((Number) value).longValue());
      } else if (value instanceof BigInteger big && big.bitLength() < Long.SIZE) {
        number('i', big.longValueExact());
      } else if (value instanceof byte[] binary) {
        head('b', binary.length);
        bytes.writeBytes(binary);
      } else if (value instanceof Map<?, ?> map) {
        map(map, depth);
      } else if (value instanceof Collection<?> all) {
        head('[', all.size());
        all.forEach(each -> value(each, depth + 1));
      } else if (value.getClass().isArray()) {
        array(value, depth);
      } else {
        text('s', value.toString());
      }
    }

    private static String className(Object value) {
      if (value instanceof Map) {
        return "map";
      }
      return value instanceof Collection
          ? value instanceof Set ? "set" : "list"
          : value.getClass().getName();
    }

    private void array(Object array, int depth) {
      head('[', Array.getLength(array));
      for (int i = 0; i < Array.getLength(array); i++) {
        value(Array.get(array, i), depth + 1);
      }
    }

    private void map(Map<?, ?> map, int depth) {
      List<String> keys = new ArrayList<>();
      map.forEach(
          (key, value) -> {
            if (exact || value != null) {
              keys.add(String.valueOf(key));
            }
          });
      keys.sort(null);
      head('{', keys.size());
      for (String key : keys) {
        text('k', key);
        value(map.get(key), depth + 1);
      }
    }

    private void text(char tag, String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      head(tag, utf8.length);
      bytes.writeBytes(utf8);
    }

    private void head(char tag, int length) {
      bytes.write(tag);
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }

    private void number(char tag, long bits) {
      bytes.write(tag);
      bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(bits).array());
    }
  }
}
