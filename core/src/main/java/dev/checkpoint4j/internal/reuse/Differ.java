package dev.checkpoint4j.internal.reuse;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.VersionDiff;
import dev.checkpoint4j.VersionDiff.Kind;
import dev.checkpoint4j.VersionDiff.RowChange;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.RowWriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Compares two versions by streaming them: 50 bytes a row of the older one stay in memory, and the
 * columns' digests of rows that changed.
 *
 * @param <T> the record type
 */
public final class Differ<T> {
  private final Backend backend;
  private final CheckpointName name;
  private final RecordBinding<T> binding;
  private final Function<? super T, ?> keyOf;
  private final Consumer<? super RowChange> changes;
  private final Digests digests = new Digests();
  private final RowWriter<T> writer;
  private final KeyIndex keys = new KeyIndex();
  private final BitSet seen = new BitSet();
  private final Map<Integer, Map<String, Long>> changedRows = new HashMap<>();
  private final Map<String, Long> changedColumns = new TreeMap<>();
  private long[] contents = new long[128];
  private long added;

  /** Prepares one comparison. */
  public Differ(
      Backend backend,
      CheckpointName name,
      RecordBinding<T> binding,
      Function<? super T, ?> keyOf,
      Consumer<? super RowChange> changes) {
    this.backend = backend;
    this.name = name;
    this.binding = binding;
    this.keyOf = keyOf;
    this.changes = changes;
    this.writer = binding.rowWriter();
  }

  /** Compares, once. */
  public VersionDiff diff(long from, long to) {
    each(from, this::index);
    each(to, this::compare);
    long removed = (long) keys.size() - seen.cardinality();
    if (removed > 0 || !changedRows.isEmpty()) {
      each(from, this::tell);
    }
    return new VersionDiff(from, to, added, removed, changedRows.size(), changedColumns);
  }

  private void each(long version, Consumer<T> row) {
    try (RecordSource<T> source =
        backend
            .read(name, ReadPlan.all(binding), version)
            .orElseThrow(
                () ->
                    new CheckpointException(
                        "Cannot compare versions of checkpoint \""
                            + name
                            + "\": there is no version "
                            + version
                            + "; versions(name) lists those that are kept"))) {
      for (List<T> batch = source.nextBatch(); batch != null; batch = source.nextBatch()) {
        batch.forEach(row);
      }
    }
  }

  private byte[] key(T row) {
    return digests.of(
        Objects.requireNonNull(keyOf.apply(row), "keyOf must give a key for every row"));
  }

  private void index(T row) {
    byte[] key = key(row);
    int number = keys.add(Digests.word(key, 0), Digests.word(key, 1));
    if (number < 0) {
      throw duplicate();
    }
    if (2 * number + 2 > contents.length) {
      contents = Arrays.copyOf(contents, Math.multiplyExact(2, contents.length));
    }
    byte[] content = digests.ofRecord(binding, writer, row);
    contents[2 * number] = Digests.word(content, 0);
    contents[2 * number + 1] = Digests.word(content, 1);
  }

  private IllegalArgumentException duplicate() {
    return new IllegalArgumentException(
        "Two rows of a version of checkpoint \"" + name + "\" have the same key");
  }

  private void compare(T row) {
    byte[] key = key(row);
    int number = keys.find(Digests.word(key, 0), Digests.word(key, 1));
    if (number < 0) {
      added++;
      changes.accept(new RowChange(Kind.ADDED, keyOf.apply(row), List.of()));
      return;
    }
    if (seen.get(number)) {
      throw duplicate();
    }
    seen.set(number);
    byte[] content = digests.ofRecord(binding, writer, row);
    if (contents[2 * number] != Digests.word(content, 0)
        || contents[2 * number + 1] != Digests.word(content, 1)) {
      changedRows.put(number, digests.columns(binding, writer, row));
    }
  }

  private void tell(T row) {
    byte[] key = key(row);
    int number = keys.find(Digests.word(key, 0), Digests.word(key, 1));
    if (!seen.get(number)) {
      changes.accept(new RowChange(Kind.REMOVED, keyOf.apply(row), List.of()));
      return;
    }
    Map<String, Long> after = changedRows.get(number);
    if (after != null) {
      List<String> columns = differing(digests.columns(binding, writer, row), after);
      columns.forEach(column -> changedColumns.merge(column, 1L, Long::sum));
      changes.accept(new RowChange(Kind.CHANGED, keyOf.apply(row), columns));
    }
  }

  private static List<String> differing(Map<String, Long> before, Map<String, Long> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeIf(column -> Objects.equals(before.get(column), after.get(column)));
    return List.copyOf(names);
  }
}
