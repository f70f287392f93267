package dev.checkpoint4j.kit;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.CheckpointName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one save, as canonical values that nobody else can reach. */
record InMemoryVersion(
    long number,
    Instant createdAt,
    RecordSchema schema,
    List<@Nullable Object[]> rows,
    Optional<Fingerprint> fingerprint,
    Set<String> tags) {

  /** The same rows as a version of their own. */
  InMemoryVersion withVersion(long changed) {
    return new InMemoryVersion(changed, Instant.now(), schema, rows, fingerprint, Set.of());
  }

  InMemoryVersion withTag(long tagged, String tag) {
    Set<String> changed = new HashSet<>(tags);
    changed.remove(tag);
    if (number == tagged) {
      changed.add(tag);
    }
    return new InMemoryVersion(number, createdAt, schema, rows, fingerprint, Set.copyOf(changed));
  }

  VersionInfo describe(CheckpointName name, boolean current) {
    return new VersionInfo(
        name.value(),
        number,
        createdAt,
        OptionalLong.of(rows.size()),
        0,
        Optional.empty(),
        fingerprint,
        tags,
        current);
  }

  CheckpointInfo info(CheckpointName name, String format, String place) {
    return new CheckpointInfo(
        name.value(),
        format,
        List.of(place),
        OptionalLong.of(rows.size()),
        schema,
        0,
        "none",
        createdAt,
        number,
        Optional.empty(),
        fingerprint.map(Fingerprint::hash),
        true);
  }

  static @Nullable Object[] copyRow(@Nullable Object[] row) {
    @Nullable Object[] copy = new Object[row.length];
    for (int i = 0; i < row.length; i++) {
      copy[i] = copy(row[i]);
    }
    return copy;
  }

  /** Only arrays and containers can change after the save; all other canonical values are fixed. */
  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    } else if (value instanceof int[] ints) {
      return ints.clone();
    } else if (value instanceof long[] longs) {
      return longs.clone();
    } else if (value instanceof float[] floats) {
      return floats.clone();
    } else if (value instanceof double[] doubles) {
      return doubles.clone();
    } else if (value instanceof Object[] struct) {
      return copyRow(struct);
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> copied = new ArrayList<>(list.size());
      list.forEach(element -> copied.add(copy(element)));
      return copied;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copied = new LinkedHashMap<>();
      map.forEach((key, element) -> copied.put(key, copy(element)));
      return copied;
    }
    return value;
  }
}
