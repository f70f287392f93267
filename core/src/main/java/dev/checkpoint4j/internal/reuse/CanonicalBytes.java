package dev.checkpoint4j.internal.reuse;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.UnsupportedTypeException;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowWriter;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes that are the same in every run, on every JDK and in every release: one tag a
 * value, lengths before contents, numbers by their value and not by their text, sets and maps in
 * the order of their bytes. {@code docs/fingerprints.md} has the table. Used by one thread at a
 * time.
 */
final class CanonicalBytes {
  private static final int MAX_DEPTH = 100;

  private byte[] bytes = new byte[256];
  private int length;
  private int depth;
  private final Map<Class<?>, RowWriter<?>> writers = new HashMap<>();

  /** The bytes of one value. */
  static byte[] of(@Nullable Object value) {
    CanonicalBytes canonical = new CanonicalBytes();
    canonical.add(value);
    return canonical.toBytes();
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Begins anew. */
  void clear() {
    length = 0;
    depth = 0;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  /**
   * Adds a value.
   *
   * @throws IllegalArgumentException for what has no value of its own, such as a function
   */
  void add(@Nullable Object value) {
    if (++depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "A fingerprint takes values that are nested at most " + MAX_DEPTH + " deep");
    }
    if (value == null) {
      tag('N');
    } else if (!addScalar(value) && !addContainer(value)) {
      addObject(value);
    }
    depth--;
  }

  private boolean addScalar(Object value) {
    if (value instanceof Boolean flag) {
      tag(flag ? 'T' : 'F');
    } else if (value instanceof CharSequence || value instanceof Character) {
      text('S', value.toString());
    } else if (value instanceof Enum<?> constant) {
      text('S', constant.name());
    } else if (value instanceof Double number) {
      tag('D');
      eightBytes(Double.doubleToLongBits(number));
    } else if (value instanceof Float number) {
      tag('G');
      fourBytes(Float.floatToIntBits(number));
    } else if (value instanceof BigDecimal number) {
      text('E', number.toString());
    } else if (value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger) {
      text('I', value.toString());
    } else if (value instanceof Temporal
        || value instanceof Duration
        || value instanceof Period
        || value instanceof ZoneId
        || value instanceof UUID
        || value instanceof URI) {
      text('O', value.toString());
    } else if (value instanceof byte[] data) {
      tag('B');
      fourBytes(data.length);
      raw(data, data.length);
    } else {
      return false;
    }
    return true;
  }

  private boolean addContainer(Object value) {
    if (value instanceof Optional<?> optional) {
      add(optional.orElse(null));
    } else if (value instanceof Set<?> set) {
      addSorted('U', set.stream().map(CanonicalBytes::of).toList());
    } else if (value instanceof Collection<?> list) {
      tag('L');
      fourBytes(list.size());
      list.forEach(this::add);
    } else if (value.getClass().isArray()) {
      int size = Array.getLength(value);
      tag('L');
      fourBytes(size);
      for (int i = 0; i < size; i++) {
        add(Array.get(value, i));
      }
    } else if (value instanceof Map<?, ?> map) {
      List<byte[]> entries = new ArrayList<>(map.size());
      map.forEach((key, element) -> entries.add(entry(of(key), of(element))));
      addSorted('P', entries);
    } else {
      return false;
    }
    return true;
  }

  private static byte[] entry(byte[] key, byte[] value) {
    byte[] both = Arrays.copyOf(key, key.length + value.length);
    System.arraycopy(value, 0, both, key.length, value.length);
    return both;
  }

  private void addSorted(char tag, List<byte[]> encoded) {
    List<byte[]> sorted = new ArrayList<>(encoded);
    sorted.sort(Arrays::compareUnsigned);
    tag(tag);
    fourBytes(sorted.size());
    for (byte[] element : sorted) {
      raw(element, element.length);
    }
  }

  /** A record or a bean: its columns by name, as a save would see them. */
  private void addObject(Object value) {
    if (value.getClass().isSynthetic() || value.getClass().isHidden()) {
      throw new IllegalArgumentException(
          "A function has no fingerprint: two compilations of the same source differ, and what it"
              + " calls is not seen. Declare a version for the code instead");
    }
    try {
      addRecord(value);
    } catch (UnsupportedTypeException | RowProblem e) {
      throw new IllegalArgumentException(
          "A "
              + value.getClass().getName()
              + " has no fingerprint: it is neither text, number, time, list, set, map nor a record"
              + " of these. Give the values that matter",
          e);
    }
  }

  @SuppressWarnings("unchecked") // the class of an object of type T is a Class<? extends T>
  private <T> void addRecord(T value) {
    RowWriter<T> writer = (RowWriter<T>) writers.get(value.getClass());
    if (writer == null) {
      RecordBinding<T> binding = RecordBinding.of(TypeRef.of((Class<T>) value.getClass()));
      writer = binding.rowWriter();
      writer.learn(value);
      writers.put(value.getClass(), writer);
    }
    addRow(writer.schema().columns(), writer.toRow(value));
  }

  /** A row by the names of its columns: their order, and columns that are null, mean nothing. */
  void addRow(List<Column> columns, @Nullable Object[] values) {
    List<byte[]> entries = new ArrayList<>(values.length);
    CanonicalBytes inner = new CanonicalBytes();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        inner.clear();
        inner.add(columns.get(i).name());
        inner.addTyped(columns.get(i).type(), values[i]);
        entries.add(inner.toBytes());
      }
    }
    addSorted('P', entries);
  }

  /** A canonical value, whose structs have names in their type alone. */
  void addTyped(ColumnType type, @Nullable Object value) {
    if (value == null) {
      tag('N');
      return;
    }
    switch (type.kind()) {
      case STRUCT -> addRow(type.fields(), (@Nullable Object[]) value);
      case LIST -> {
        if (value instanceof List<?> list) {
          tag('L');
          fourBytes(list.size());
          list.forEach(element -> addTyped(type.element().get(0).type(), element));
        } else {
          add(value);
        }
      }
      case MAP -> {
        List<byte[]> entries = new ArrayList<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          CanonicalBytes inner = new CanonicalBytes();
          inner.add(entry.getKey());
          inner.addTyped(type.element().get(0).type(), entry.getValue());
          entries.add(inner.toBytes());
        }
        addSorted('P', entries);
      }
      default -> add(value);
    }
  }

  private void text(char tag, String text) {
    tag(tag);
    fourBytes(text.length());
    ensure(2 * text.length());
    // Not UTF-8, in which lone surrogates would all be the same.
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes[length++] = (byte) (c >> 8);
      bytes[length++] = (byte) c;
    }
  }

  private void tag(char tag) {
    ensure(1);
    bytes[length++] = (byte) tag;
  }

  private void fourBytes(int value) {
    ensure(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >> shift);
    }
  }

  private void eightBytes(long value) {
    fourBytes((int) (value >> 32));
    fourBytes((int) value);
  }

  private void raw(byte[] data, int size) {
    ensure(size);
    System.arraycopy(data, 0, bytes, length, size);
    length += size;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
    }
  }
}
