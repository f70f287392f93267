package dev.checkpoint4j.multi;

import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.SaveNotes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/** Reads and copies rows with no Java class, batch by batch, as the stored schema tells them. */
final class RowCopy {
  private static final RecordBinding<Map<String, Object>> ROWS = RecordBinding.of(TypeRef.mapRow());

  private RowCopy() {}

  /** All rows of a checkpoint; false if there is none. */
  static boolean read(
      Backend from, CheckpointName name, Consumer<List<Map<String, Object>>> batches) {
    Optional<RecordSource<Map<String, Object>>> opened = from.read(name, ReadPlan.all(ROWS));
    if (opened.isEmpty()) {
      return false;
    }
    try (RecordSource<Map<String, Object>> source = opened.get()) {
      for (List<Map<String, Object>> batch = source.nextBatch();
          batch != null;
          batch = source.nextBatch()) {
        batches.accept(batch);
      }
    }
    return true;
  }

  /** Begins a save of rows. */
  static RecordSink<Map<String, Object>> sink(Backend to, CheckpointName name) {
    return to.write(name, ROWS);
  }

  /** Copies a checkpoint as it is, with its fingerprint; empty if there is none. */
  static Optional<SaveResult> copy(
      Backend from, Backend to, CheckpointName name, LongUnaryOperator numbering) {
    try (RecordSink<Map<String, Object>> sink = sink(to, name)) {
      SaveNotes notes = notes(from, name).numbered(numbering);
      return read(from, name, sink::write) ? Optional.of(sink.commit(notes)) : Optional.empty();
    }
  }

  /** What the current version was saved with. */
  static SaveNotes notes(Backend from, CheckpointName name) {
    return from.versions(name).stream()
        .filter(VersionInfo::current)
        .flatMap(version -> version.fingerprint().stream())
        .findFirst()
        .map(SaveNotes::of)
        .orElse(SaveNotes.NONE);
  }
}
