package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.StepFailure;
import dev.checkpoint4j.StepReport;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.internal.reuse.KeyIndex;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.SaveNotes;
import dev.checkpoint4j.spi.StepLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of a half-done step: of each key where its row is (not yet flushed, in the log, in
 * the checkpoint itself, nowhere), and in which order this run named them. 44 bytes a key.
 * Thread-safe.
 *
 * @param <T> the record type
 */
final class StepState<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointManager.class);
  private static final int BATCH_ROWS = 256;
  private static final int KEYS_PER_PART = 1 << 16;

  private final Backend backend;
  private final CheckpointName name;
  private final RecordBinding<T> binding;
  private final StepLog log;
  private final String identity;
  private final KeyIndex keys = new KeyIndex();
  private final Map<Integer, StepFailure> failures = new TreeMap<>();
  private final BitSet named = new BitSet();
  private final Pending<T> pending;
  private long[] places = new long[64];
  private long[] contents = new long[64];
  private int[] order = new int[64];
  private int orderSize;
  private int computed;
  private boolean hasHeader;
  private @Nullable VersionInfo base;
  private boolean closed;

  private StepState(
      Backend backend,
      CheckpointName name,
      RecordBinding<T> binding,
      StepLog log,
      String identity,
      FlushPolicy flush) {
    this.backend = backend;
    this.name = name;
    this.binding = binding;
    this.log = log;
    this.identity = identity;
    this.pending = new Pending<>(flush, this::flush);
  }

  /**
   * Reads what earlier runs left.
   *
   * @param log is closed with the state
   * @param identity rows of another identity are dropped
   */
  static <T> StepState<T> open(
      Backend backend,
      CheckpointName name,
      RecordBinding<T> binding,
      StepLog log,
      String identity,
      FlushPolicy flush) {
    StepState<T> state = new StepState<>(backend, name, binding, log, identity, flush);
    try {
      state.readLog();
      return state;
    } catch (RuntimeException | Error e) {
      log.close();
      throw e;
    }
  }

  private void readLog() {
    List<byte[]> keyParts = new ArrayList<>();
    for (int part = 0; part < log.size(); part++) {
      byte[] bytes = log.read(part);
      try {
        if (part == 0 && !(bytes[0] == Part.HEADER && Part.identity(bytes).equals(identity))) {
          LOG.info(
              "Checkpoint {}: rows of a half-done step with other parameters are dropped", name);
          log.replace(List.of());
          return;
        }
        hasHeader = true;
        int number = part;
        switch (bytes[0]) {
          case Part.HEADER -> {}
          case Part.ROWS ->
              Part.keysOfRows(
                  bytes,
                  (hi, lo, content, row) -> learn(hi, lo, content, Place.logged(number, row)));
          case Part.KEYS -> keyParts.add(bytes);
          case Part.FAILURE -> {
            ByteBuffer key = ByteBuffer.wrap(bytes, 1, 16);
            failures.put(number(key.getLong(), key.getLong()), Part.failure(bytes));
          }
          default -> throw new IllegalArgumentException("there is no kind " + bytes[0]);
        }
      } catch (RuntimeException e) {
        throw damaged(part, e);
      }
    }
    readKeys(keyParts);
  }

  private RuntimeException damaged(int part, RuntimeException e) {
    return Part.isDamage(e)
        ? new CorruptCheckpointException(
            "Cannot compute checkpoint \""
                + name
                + "\" in "
                + backend.location()
                + ": part "
                + part
                + " of its half-done step cannot be read. discardStep(\""
                + name
                + "\") computes its rows again",
            e)
        : e;
  }

  /** Keys of rows in the checkpoint are good only for the version of which they speak. */
  private void readKeys(List<byte[]> parts) {
    if (parts.isEmpty()) {
      return;
    }
    current()
        .ifPresent(
            version -> {
              if (version.version() == Part.versionOfKeys(parts.get(0))) {
                base = version;
                for (byte[] part : parts) {
                  Part.keysOfKeys(part, this::learnStored);
                }
              }
            });
  }

  private Optional<VersionInfo> current() {
    return backend.versions(name).stream().findFirst();
  }

  /** Takes the rows of the checkpoint itself for known, by the key that each has. */
  synchronized void learnCheckpoint(Function<? super T, long[]> keyOf) {
    Optional<VersionInfo> version = current();
    if (version.isEmpty()) {
      return;
    }
    base = version.get();
    int row = 0;
    try (RecordSource<T> source = source()) {
      for (List<T> batch = source.nextBatch(); batch != null; batch = source.nextBatch()) {
        for (T record : batch) {
          long[] key = keyOf.apply(record);
          learnStored(key[0], key[1], 0, row++);
        }
      }
    }
  }

  private void learnStored(long hi, long lo, long content, int row) {
    if (keys.find(hi, lo) < 0) {
      learn(hi, lo, content, Place.stored(row));
    }
  }

  private void learn(long hi, long lo, long content, long place) {
    int number = number(hi, lo);
    places[number] = place;
    contents[number] = content;
    failures.remove(number);
  }

  private int number(long hi, long lo) {
    int number = keys.add(hi, lo);
    if (number < 0) {
      return ~number;
    }
    if (number == places.length) {
      int larger = Math.addExact(number, number >> 1);
      places = Arrays.copyOf(places, larger);
      contents = Arrays.copyOf(contents, larger);
    }
    places[number] = Place.NONE;
    return number;
  }

  /** Names a key; whether its row is there, computed from the same content. */
  synchronized boolean contains(long hi, long lo, long content) {
    requireOpen();
    int number = name(hi, lo);
    if (places[number] != Place.NONE && contents[number] != content) {
      places[number] = Place.NONE;
    }
    return places[number] != Place.NONE;
  }

  private int name(long hi, long lo) {
    int number = number(hi, lo);
    if (!named.get(number)) {
      named.set(number);
      if (orderSize == order.length) {
        order = Arrays.copyOf(order, Math.addExact(orderSize, orderSize >> 1));
      }
      order[orderSize++] = number;
    }
    return number;
  }

  /** Adds a row; false if there is one of this key. */
  synchronized boolean add(long hi, long lo, long content, T record) {
    requireOpen();
    int number = name(hi, lo);
    if (places[number] != Place.NONE) {
      return false;
    }
    places[number] = Place.pending(pending.add(number, record));
    contents[number] = content;
    failures.remove(number);
    computed++;
    if (pending.isDue()) {
      flush();
    }
    return true;
  }

  /** Keeps note of a failure at once. */
  synchronized void fail(long hi, long lo, StepFailure failure) {
    requireOpen();
    int number = name(hi, lo);
    StepFailure earlier = failures.get(number);
    StepFailure counted =
        earlier == null
            ? failure
            : new StepFailure(
                failure.key(),
                earlier.attempts() + failure.attempts(),
                failure.exception(),
                failure.message(),
                failure.at());
    failures.put(number, counted);
    append(Part.failure(hi, lo, counted));
  }

  synchronized List<StepFailure> failures() {
    return List.copyOf(failures.values());
  }

  /** Makes all rows durable. */
  synchronized void flush() {
    if (closed) {
      return;
    }
    pending.rethrow();
    int from = 0;
    while (from < pending.size()) {
      from = flushPart(from);
    }
    pending.clear();
  }

  private int flushPart(int from) {
    Part.RowsWriter<T> writer = new Part.RowsWriter<>(binding);
    int to = from;
    while (to < pending.size() && !writer.isFull()) {
      int number = pending.number(to);
      Rows.write(writer, keys, number, contents[number], pending.record(to), where());
      to++;
    }
    append(writer.finish());
    for (int row = from; row < to; row++) {
      places[pending.number(row)] = Place.logged(log.size() - 1, row - from);
    }
    return to;
  }

  private String where() {
    return "Cannot compute checkpoint \"" + name + "\" in " + backend.location();
  }

  private void append(byte[] part) {
    if (!hasHeader) {
      log.append(Part.header(identity));
      hasHeader = true;
    }
    log.append(part);
  }

  /**
   * Saves the rows that were named, in their order.
   *
   * @param keepKeys whether the records do not tell their keys, so that the log must
   */
  synchronized StepReport complete(SaveNotes notes, boolean keepKeys) {
    requireOpen();
    pending.rethrow();
    long rows = 0;
    for (int i = 0; i < orderSize; i++) {
      rows += places[order[i]] == Place.NONE ? 0 : 1;
    }
    long known = 0;
    for (int number = 0; number < keys.size(); number++) {
      known += places[number] == Place.NONE ? 0 : 1;
    }
    failures.keySet().removeIf(number -> !named.get(number));
    SaveResult saved = isUnchanged(notes, rows) ? unchanged() : save(notes);
    StepReport report =
        new StepReport(
            name.value(), computed, rows - computed, orderSize - rows, known - rows, saved);
    LOG.info("{}", report);
    if (saved.saved()) {
      tidy(saved, keepKeys);
    }
    closed = true;
    pending.close();
    return report;
  }

  private boolean isUnchanged(SaveNotes notes, long rows) {
    VersionInfo version = base;
    if (version == null
        || version.rows().orElse(-1) != rows
        || rows != orderSize
        || !version.fingerprint().equals(notes.fingerprint())) {
      return false;
    }
    for (int i = 0; i < orderSize; i++) {
      if (places[order[i]] != Place.stored(i)) {
        return false;
      }
    }
    return true;
  }

  private SaveResult unchanged() {
    VersionInfo version = base == null ? current().orElseThrow() : base;
    return new SaveResult(
        name.value(),
        true,
        version.version(),
        version.rows().orElse(0),
        version.bytes(),
        version.digest());
  }

  private SaveResult save(SaveNotes notes) {
    spillIfOutOfOrder();
    try (RecordSink<T> sink = backend.write(name, binding);
        Rows<T> rows =
            new Rows<>(log, binding, pending, base == null ? null : this::source, where())) {
      List<T> batch = new ArrayList<>(BATCH_ROWS);
      for (int i = 0; i < orderSize; i++) {
        if (places[order[i]] != Place.NONE) {
          batch.add(rows.read(places[order[i]]));
          if (batch.size() == BATCH_ROWS) {
            sink.write(batch);
            batch.clear();
          }
        }
      }
      if (!batch.isEmpty()) {
        sink.write(batch);
      }
      return sink.commit(notes);
    }
  }

  /** All rows that were named, for a store that keeps nothing. */
  synchronized List<T> records() {
    List<T> records = new ArrayList<>();
    try (Rows<T> rows = new Rows<>(log, binding, pending, null, where())) {
      for (int i = 0; i < orderSize; i++) {
        if (places[order[i]] != Place.NONE) {
          records.add(rows.read(places[order[i]]));
        }
      }
    }
    return records;
  }

  private RecordSource<T> source() {
    VersionInfo version = base;
    if (version == null) {
      throw new IllegalStateException("There is no checkpoint whose rows could be read");
    }
    return backend
        .read(name, ReadPlan.all(binding), version.version())
        .orElseThrow(
            () ->
                new CorruptCheckpointException(
                    where()
                        + ": version "
                        + version.version()
                        + ", whose rows are reused, is gone"));
  }

  /** Rows of the checkpoint are read forward only; what is wanted in another order is logged. */
  private void spillIfOutOfOrder() {
    int last = -1;
    boolean forward = true;
    for (int i = 0; i < orderSize && forward; i++) {
      long place = places[order[i]];
      if (Place.isStored(place)) {
        forward = Place.row(place) > last;
        last = Place.row(place);
      }
    }
    if (!forward) {
      spill();
    }
  }

  private void spill() {
    flush();
    int[] numbers = new int[keys.size()];
    int most = -1;
    Arrays.fill(numbers, -1);
    for (int i = 0; i < orderSize; i++) {
      long place = places[order[i]];
      if (Place.isStored(place)) {
        if (Place.row(place) >= numbers.length) {
          int before = numbers.length;
          numbers = Arrays.copyOf(numbers, Place.row(place) + 1);
          Arrays.fill(numbers, before, numbers.length, -1);
        }
        numbers[Place.row(place)] = order[i];
        most = Math.max(most, Place.row(place));
      }
    }
    int row = 0;
    try (RecordSource<T> source = source()) {
      for (List<T> batch = source.nextBatch();
          batch != null && row <= most;
          batch = source.nextBatch()) {
        for (T record : batch) {
          if (row < numbers.length && numbers[row] >= 0) {
            places[numbers[row]] = Place.pending(pending.add(numbers[row], record));
          }
          row++;
        }
        if (pending.size() >= FlushPolicy.DEFAULT_ROWS) {
          flush();
        }
      }
    }
    flush();
  }

  /** After the commit the log is only of use for what the checkpoint cannot tell. */
  private void tidy(SaveResult saved, boolean keepKeys) {
    List<byte[]> left = new ArrayList<>();
    if (keepKeys) {
      addKeys(saved.version(), left);
    }
    failures.forEach(
        (number, failure) -> left.add(Part.failure(keys.hi(number), keys.lo(number), failure)));
    if (!left.isEmpty()) {
      left.add(0, Part.header(identity));
    }
    try {
      log.replace(left);
    } catch (RuntimeException e) {
      // It still says the same as the checkpoint; the next run gets rid of it.
      LOG.warn("Checkpoint {} is complete, but its log could not be removed", name, e);
    }
  }

  private void addKeys(long version, List<byte[]> parts) {
    int row = 0;
    int i = 0;
    while (i < orderSize) {
      ByteBuffer part = Part.keys(version, row, Math.min(KEYS_PER_PART, orderSize - i));
      int count = 0;
      for (; i < orderSize && count < KEYS_PER_PART; i++) {
        int number = order[i];
        if (places[number] != Place.NONE) {
          part.putLong(keys.hi(number)).putLong(keys.lo(number)).putLong(contents[number]);
          count++;
        }
      }
      part.putInt(13, count).flip();
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      parts.add(bytes);
      row += count;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The step \"" + name + "\" is complete or closed");
    }
    pending.rethrow();
  }

  /** Forgets all rows, so that each is computed again. */
  synchronized void restart() {
    log.replace(List.of());
    hasHeader = false;
    base = null;
    Arrays.fill(places, Place.NONE);
    failures.clear();
  }

  @Override
  public void close() {
    synchronized (this) {
      try {
        if (!closed && log.isDurable()) {
          flush();
        }
      } finally {
        closed = true;
        pending.close();
        log.close();
      }
    }
  }
}
