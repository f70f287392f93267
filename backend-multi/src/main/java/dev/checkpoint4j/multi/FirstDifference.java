package dev.checkpoint4j.multi;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Finds where two copies of a checkpoint begin to differ: row and columns, never contents. */
final class FirstDifference {
  private FirstDifference() {}

  /** Where they differ, in words; empty if they do not. */
  static Optional<String> between(Child first, Child second, CheckpointName name) {
    try (RecordSource<Map<String, Object>> a = open(first, name);
        RecordSource<Map<String, Object>> b = open(second, name)) {
      Rows left = new Rows(a);
      Rows right = new Rows(b);
      while (left.hasNext() && right.hasNext()) {
        Map<String, Object> one = left.next();
        Map<String, Object> other = right.next();
        List<String> columns = columns(one, other);
        if (!columns.isEmpty()) {
          return Optional.of(
              "from row "
                  + left.taken
                  + " on, there in "
                  + quoted(columns)
                  + ", compared with "
                  + first.name());
        }
      }
      if (left.hasNext() == right.hasNext()) {
        return Optional.empty();
      }
      return Optional.of(
          (left.hasNext() ? "it ends after " : first.name() + " ends after ")
              + Math.min(left.taken, right.taken)
              + " rows");
    }
  }

  private static RecordSource<Map<String, Object>> open(Child child, CheckpointName name) {
    return child
        .backend()
        .read(name, ReadPlan.all(RecordBinding.of(TypeRef.mapRow())))
        .orElseGet(Nothing::new);
  }

  private static List<String> columns(Map<String, Object> one, Map<String, Object> other) {
    ContentDigest digest = ContentDigest.acrossFormats();
    TreeSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    names.removeIf(
        column -> Arrays.equals(digest.of(one.get(column)), digest.of(other.get(column))));
    return List.copyOf(names);
  }

  private static String quoted(List<String> columns) {
    return (columns.size() == 1 ? "column \"" : "columns \"")
        + String.join("\", \"", columns)
        + "\"";
  }

  /** The rows of a source, one by one. */
  private static final class Rows {
    private final RecordSource<Map<String, Object>> source;
    private Iterator<Map<String, Object>> batch = List.<Map<String, Object>>of().iterator();
    private boolean ended;
    long taken;

    Rows(RecordSource<Map<String, Object>> source) {
      this.source = source;
    }

    boolean hasNext() {
      while (!ended && !batch.hasNext()) {
        List<Map<String, Object>> next = source.nextBatch();
        ended = next == null;
        batch = Objects.requireNonNullElse(next, List.<Map<String, Object>>of()).iterator();
      }
      return batch.hasNext();
    }

    Map<String, Object> next() {
      taken++;
      return batch.next();
    }
  }

  /** What is left of a checkpoint that was removed meanwhile. */
  private static final class Nothing implements RecordSource<Map<String, Object>> {
    @Override
    public @org.jspecify.annotations.Nullable List<Map<String, Object>> nextBatch() {
      return null;
    }

    @Override
    public void close() {}
  }
}
