package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointIOException;
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
  private static final int ATTEMPTS = 10;
  private static final RecordBinding<Map<String, Object>> ROWS = RecordBinding.of(TypeRef.mapRow());

  private RowCopy() {}

  /** All rows of the current version; false if there is none. */
  static boolean read(
      Backend from, CheckpointName name, Consumer<List<Map<String, Object>>> batches) {
    return drain(from.read(name, ReadPlan.all(ROWS)), batches);
  }

  /** All rows of one version; false if it is not there. */
  static boolean read(
      Backend from,
      CheckpointName name,
      long version,
      Consumer<List<Map<String, Object>>> batches) {
    return drain(from.read(name, ReadPlan.all(ROWS), version), batches);
  }

  private static boolean drain(
      Optional<RecordSource<Map<String, Object>>> opened,
      Consumer<List<Map<String, Object>>> batches) {
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

  /** Copies the current version as it is, with its fingerprint; empty if there is none. */
  static Optional<SaveResult> copy(
      Backend from, Backend to, CheckpointName name, LongUnaryOperator numbering) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<VersionInfo> current = current(from, name);
      if (current.isEmpty()) {
        return Optional.empty();
      }
      Optional<SaveResult> copied = copy(from, to, name, current.get(), numbering);
      if (copied.isPresent()) {
        return copied;
      }
    }
    throw new CheckpointIOException(
        "Cannot copy checkpoint \""
            + name
            + "\" from "
            + from.format()
            + " "
            + from.location()
            + ": it is replaced faster than it can be read; try again later");
  }

  /** Copies one version; empty if it is not there any more. */
  static Optional<SaveResult> copy(
      Backend from, Backend to, CheckpointName name, VersionInfo version, LongUnaryOperator as) {
    try (RecordSink<Map<String, Object>> sink = sink(to, name)) {
      return read(from, name, version.version(), sink::write)
          ? Optional.of(sink.commit(notes(version).numbered(as)))
          : Optional.empty();
    }
  }

  /** The version that a load gives; empty if there is no such checkpoint. */
  static Optional<VersionInfo> current(Backend from, CheckpointName name) {
    return from.versions(name).stream().filter(VersionInfo::current).findFirst();
  }

  /** What a version was saved with. */
  static SaveNotes notes(VersionInfo version) {
    return version.fingerprint().map(SaveNotes::of).orElse(SaveNotes.NONE);
  }
}
