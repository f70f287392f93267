package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.FlushPolicy;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.SaveNotes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns the rows that a run named into the checkpoint. Guarded by the state's lock. */
final class Completion<T> {
  /** Of rows that must be read from where they are. */
  private static final int BATCH_ROWS = 256;

  private final Backend backend;
  private final CheckpointName name;
  private final RecordBinding<T> binding;
  private final StepJournal journal;
  private final StoredRows<T> stored;
  private final KnownRows known;
  private final Flusher<T> flusher;

  Completion(
      Backend backend,
      CheckpointName name,
      RecordBinding<T> binding,
      StepJournal journal,
      StoredRows<T> stored,
      KnownRows known,
      Flusher<T> flusher) {
    this.backend = backend;
    this.name = name;
    this.binding = binding;
    this.journal = journal;
    this.stored = stored;
    this.known = known;
    this.flusher = flusher;
  }

  /** Saves the rows in the order in which they were named, unless the checkpoint says the same. */
  SaveResult run(SaveNotes notes) {
    if (isUnchanged(notes)) {
      return unchanged(stored.version().orElseThrow());
    }
    if (!isForward()) {
      spill();
    }
    return save(notes);
  }

  private boolean isUnchanged(SaveNotes notes) {
    VersionInfo version = stored.version().orElse(null);
    if (version == null
        || version.rows().orElse(-1) != known.named()
        || !version.fingerprint().equals(notes.fingerprint())) {
      return false;
    }
    for (int i = 0; i < known.named(); i++) {
      if (known.place(known.named(i)) != Place.stored(i)) {
        return false;
      }
    }
    return true;
  }

  private SaveResult unchanged(VersionInfo version) {
    return new SaveResult(
        name.value(),
        true,
        version.version(),
        version.rows().orElse(0),
        version.bytes(),
        version.digest());
  }

  private SaveResult save(SaveNotes notes) {
    try (RecordSink<T> sink = backend.write(name, binding);
        Rows<T> rows = rows()) {
      if (isInMemory()) {
        sink.writeAll(records());
        return sink.commit(notes);
      }
      List<T> batch = new ArrayList<>(BATCH_ROWS);
      for (int i = 0; i < known.named(); i++) {
        if (known.isThere(known.named(i))) {
          batch.add(rows.read(known.place(known.named(i))));
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

  private boolean isInMemory() {
    for (int i = 0; i < known.named(); i++) {
      long place = known.place(known.named(i));
      if (place != Place.NONE && !Place.isInMemory(place)) {
        return false;
      }
    }
    return true;
  }

  private Rows<T> rows() {
    return new Rows<>(journal, binding, flusher, stored);
  }

  /** All rows that were named. */
  List<T> records() {
    List<T> records = new ArrayList<>();
    try (Rows<T> rows = rows()) {
      for (int i = 0; i < known.named(); i++) {
        if (known.isThere(known.named(i))) {
          records.add(rows.read(known.place(known.named(i))));
        }
      }
    }
    return records;
  }

  /** Rows of the checkpoint are read forward only. */
  private boolean isForward() {
    int last = -1;
    for (int i = 0; i < known.named(); i++) {
      long place = known.place(known.named(i));
      if (Place.isStored(place)) {
        if (Place.row(place) <= last) {
          return false;
        }
        last = Place.row(place);
      }
    }
    return true;
  }

  /** Logs what is wanted of the checkpoint, since parts can be read in any order. */
  private void spill() {
    flusher.flush();
    int[] wanted = wantedByRow();
    int row = 0;
    try (RecordSource<T> source = stored.source()) {
      for (List<T> batch = source.nextBatch();
          batch != null && row < wanted.length;
          batch = source.nextBatch()) {
        for (T record : batch) {
          if (row < wanted.length && wanted[row] >= 0) {
            int number = wanted[row];
            known.move(number, flusher.add(number, known.content(number), record));
          }
          row++;
        }
        if (flusher.pending() >= FlushPolicy.DEFAULT_ROWS) {
          flusher.flush();
        }
      }
    }
    flusher.flush();
  }

  /** Of each row of the checkpoint, up to the last that is wanted, its number or -1. */
  private int[] wantedByRow() {
    int rows = 0;
    for (int i = 0; i < known.named(); i++) {
      long place = known.place(known.named(i));
      if (Place.isStored(place)) {
        rows = Math.max(rows, Place.row(place) + 1);
      }
    }
    int[] wanted = new int[rows];
    Arrays.fill(wanted, -1);
    for (int i = 0; i < known.named(); i++) {
      long place = known.place(known.named(i));
      if (Place.isStored(place)) {
        wanted[Place.row(place)] = known.named(i);
      }
    }
    return wanted;
  }
}
