package dev.checkpoint4j.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over the canonical values of all rows in their order: equal for equal contents only,
 * whatever database they lie in. Each value is a letter and its bytes, with lengths in front,
 * big-endian; {@code docs/format/sql.md} has them. Used by one thread.
 */
final class RowDigest {
  private static final int BUFFER_BYTES = 32 << 10;

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  RowDigest(Spec spec) {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
    text("checkpoint4j rows 1 " + spec.kind());
  }

  void add(@Nullable Object[] row) {
    for (Object value : row) {
      value(value);
    }
  }

  private void value(@Nullable Object value) {
    if (value == null) {
      room(1).put((byte) 'N');
    } else if (value instanceof String text) {
      text(text);
    } else if (value instanceof Integer number) {
      room(5).put((byte) 'I').putInt(number);
    } else if (value instanceof Double number) {
      room(9).put((byte) 'D').putLong(Double.doubleToRawLongBits(number));
    } else if (value instanceof Instant instant) {
      room(13).put((byte) 'T').putLong(instant.getEpochSecond()).putInt(instant.getNano());
    } else if (value instanceof double[] doubles) {
      room(5).put((byte) 'V').putInt(doubles.length);
      for (double number : doubles) {
        room(8).putLong(Double.doubleToRawLongBits(number));
      }
    } else if (value instanceof List<?> list) {
      room(5).put((byte) 'L').putInt(list.size());
      list.forEach(this::value);
    } else if (value instanceof Object[] fields) {
      room(5).put((byte) 'R').putInt(fields.length);
      add(fields);
    } else {
      throw new IllegalStateException("No column holds a " + value.getClass().getName());
    }
  }

  private void text(String text) {
    // Exact, since unpaired surrogates are refused before.
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    room(5).put((byte) 'S').putInt(bytes.length);
    if (bytes.length > buffer.remaining()) {
      flush();
      digest.update(bytes);
    } else {
      buffer.put(bytes);
    }
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /** In lower-case hex; ends the digest. */
  String hex() {
    flush();
    return HexFormat.of().formatHex(digest.digest());
  }
}
