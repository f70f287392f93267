package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.multi.MigratedCheckpoint.Outcome;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.SaveNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The migration of one checkpoint. Used once. */
final class OneMigration {
  private final Backend source;
  private final Backend target;
  private final @Nullable Backend samples;
  private final CheckpointName name;
  private final MigrationListener listener;
  private long sourceBytes;
  private String notCarried = "";

  OneMigration(
      Backend source,
      Backend target,
      @Nullable Backend samples,
      CheckpointName name,
      MigrationListener listener) {
    this.source = source;
    this.target = target;
    this.samples = samples;
    this.name = name;
    this.listener = listener;
  }

  /** The content of a checkpoint. */
  private record Content(long rows, String digest) {}

  MigratedCheckpoint run(boolean overwrite) {
    try {
      if (!look()) {
        return failed(0, "there is no such checkpoint in the source");
      }
      boolean there = target.info(name).isPresent();
      if (there) {
        Content old = read(source, rows -> listener.copied(name.value(), rows));
        if (old.equals(read(target, rows -> listener.compared(name.value(), rows)))) {
          return result(Outcome.ALREADY_THERE, old, bytes(target), null);
        }
        if (!overwrite) {
          return result(
              Outcome.CONFLICT,
              old,
              bytes(target),
              "the target has another checkpoint of this name; overwrite it, or migrate to an empty"
                  + " store");
        }
      }
      return copy(there);
    } catch (RuntimeException e) {
      return failed(0, Problems.text(e));
    }
  }

  private boolean look() {
    Optional<CheckpointInfo> info = source.info(name);
    sourceBytes = info.map(CheckpointInfo::bytes).orElse(0L);
    info.flatMap(CheckpointInfo::fingerprint)
        .ifPresent(fingerprint -> notCarried = "fingerprint " + fingerprint);
    return info.isPresent();
  }

  private MigratedCheckpoint copy(boolean replaces) {
    ContentDigest digest = ContentDigest.exact();
    SaveResult saved;
    try (RecordSink<Map<String, Object>> sink = RowCopy.sink(target, name)) {
      RowCopy.read(
          source,
          name,
          batch -> {
            sink.write(batch);
            digest.add(batch);
            listener.copied(name.value(), digest.rows());
          });
      saved = sink.commit(RowCopy.notes(source, name));
    }
    Content expected = new Content(digest.rows(), digest.hex());
    Content found = read(target, rows -> listener.compared(name.value(), rows));
    if (!found.equals(expected)) {
      if (!replaces) {
        target.delete(name);
      }
      return failed(
          expected.rows(),
          "the copy was not the same when it was read again ("
              + found.rows()
              + " of "
              + expected.rows()
              + " rows)"
              + (replaces ? "; it replaced the old one all the same" : " and was removed"));
    }
    return result(Outcome.MIGRATED, expected, Optional.of(saved.bytes()), null);
  }

  private Content read(Backend store, LongConsumer progress) {
    ContentDigest digest = ContentDigest.exact();
    RowCopy.read(
        store,
        name,
        batch -> {
          digest.add(batch);
          progress.accept(digest.rows());
        });
    return new Content(digest.rows(), digest.hex());
  }

  /** Reads every row and writes the first ones to a store of samples. */
  MigratedCheckpoint measure() {
    try {
      if (!look()) {
        return failed(0, "there is no such checkpoint in the source");
      }
      ContentDigest digest = ContentDigest.exact();
      List<Map<String, Object>> sample = new ArrayList<>();
      RowCopy.read(
          source,
          name,
          batch -> {
            digest.add(batch);
            int room = Migration.DEFAULT_SAMPLE_ROWS - sample.size();
            sample.addAll(batch.subList(0, Math.min(room, batch.size())));
            listener.copied(name.value(), digest.rows());
          });
      Optional<Long> estimate = estimate(sample, digest.rows());
      return result(Outcome.MEASURED, new Content(digest.rows(), digest.hex()), estimate, null);
    } catch (RuntimeException e) {
      return failed(0, Problems.text(e));
    }
  }

  /** From two samples, so that what a file takes whatever its rows is not multiplied. */
  private Optional<Long> estimate(List<Map<String, Object>> sample, long rows) {
    if (samples == null) {
      return Optional.empty();
    }
    long all = sampled(samples, sample);
    if (rows == sample.size()) {
      return Optional.of(all);
    }
    int half = sample.size() / 2;
    double perRow = (double) (all - sampled(samples, sample.subList(0, half))) / half;
    return Optional.of(all + Math.round(Math.max(0, perRow) * (rows - sample.size())));
  }

  private long sampled(Backend store, List<Map<String, Object>> sample) {
    try (RecordSink<Map<String, Object>> sink = RowCopy.sink(store, name)) {
      sink.writeAll(sample);
      long bytes = sink.commit(SaveNotes.NONE).bytes();
      store.delete(name);
      return bytes;
    }
  }

  private Optional<Long> bytes(Backend store) {
    return store.info(name).map(CheckpointInfo::bytes);
  }

  private MigratedCheckpoint result(
      Outcome outcome, Content content, Optional<Long> bytes, @Nullable String problem) {
    return new MigratedCheckpoint(
        name.value(),
        outcome,
        content.rows(),
        sourceBytes,
        bytes,
        Optional.of(content.digest()),
        notCarried,
        Optional.ofNullable(problem));
  }

  private MigratedCheckpoint failed(long rows, String problem) {
    return new MigratedCheckpoint(
        name.value(),
        Outcome.FAILED,
        rows,
        sourceBytes,
        Optional.empty(),
        Optional.empty(),
        notCarried,
        Optional.of(problem));
  }
}
