package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.multi.MigratedCheckpoint.Outcome;
import dev.checkpoint4j.multi.SourceVersions.Wanted;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.RecordSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The migration of one checkpoint with its versions, the oldest first. Used once. */
final class OneMigration {
  private final Backend source;
  private final Backend target;
  private final CheckpointName name;
  private final boolean history;
  private final MigrationListener listener;
  private final NotCarried notCarried = new NotCarried();
  private long sourceBytes;
  private long copied;
  private long compared;

  OneMigration(
      Backend source,
      Backend target,
      CheckpointName name,
      boolean history,
      MigrationListener listener) {
    this.source = source;
    this.target = target;
    this.name = name;
    this.history = history;
    this.listener = listener;
  }

  /** The content of a version. */
  private record Content(long rows, String digest) {}

  MigratedCheckpoint run(boolean overwrite) {
    try {
      List<Wanted> wanted = wanted();
      if (wanted.isEmpty()) {
        return failed(0, "there is no such checkpoint in the source");
      }
      long there = RowCopy.current(target, name).map(v -> v.version()).orElse(-1L);
      return there < 0 ? copy(wanted, wanted, false) : goOn(wanted, there, overwrite);
    } catch (RuntimeException e) {
      return failed(0, Problems.text(e));
    }
  }

  private List<Wanted> wanted() {
    sourceBytes = source.info(name).map(CheckpointInfo::bytes).orElse(0L);
    return SourceVersions.of(source.versions(name), history, notCarried);
  }

  /** The target has something: what an earlier run left is gone on with. */
  private MigratedCheckpoint goOn(List<Wanted> wanted, long there, boolean overwrite) {
    Content old = inTarget(there);
    int same = -1;
    for (int i = 0; i < wanted.size(); i++) {
      same = wanted.get(i).number() == there ? i : same;
    }
    if (same >= 0 && inSource(wanted.get(same), batch -> {}).equals(old)) {
      // Before more is saved, which would drop what has no tag.
      wanted.subList(0, same + 1).forEach(this::tag);
      List<Wanted> left = wanted.subList(same + 1, wanted.size());
      if (!left.isEmpty()) {
        return copy(wanted, left, true);
      }
      return result(Outcome.ALREADY_THERE, wanted, old, bytes(), null);
    }
    Wanted current = wanted.get(wanted.size() - 1);
    Content content = inSource(current, batch -> {});
    if (content.equals(old)) {
      return result(
          Outcome.ALREADY_THERE, List.of(current.numbered(there)), content, bytes(), null);
    }
    if (!overwrite) {
      return result(
          Outcome.CONFLICT,
          List.of(),
          content,
          bytes(),
          "the target has another checkpoint of this name; overwrite it, or migrate to an empty"
              + " store");
    }
    boolean allAreNewer = wanted.get(0).number() > there;
    List<Wanted> replacing =
        allAreNewer ? wanted : List.of(current.numbered(Math.max(there + 1, current.number())));
    notCarried.skip(wanted.size() - replacing.size(), "older versions: the target is at " + there);
    return copy(replacing, replacing, true);
  }

  private MigratedCheckpoint copy(List<Wanted> all, List<Wanted> left, boolean replaces) {
    Map<Wanted, Content> done = new LinkedHashMap<>();
    Wanted current = left.get(left.size() - 1);
    for (Wanted version : left) {
      try {
        done.put(version, copy(version));
        tag(version);
      } catch (CorruptCheckpointException e) {
        if (version == current) {
          throw e;
        }
        notCarried.damaged(version.number());
      }
    }
    for (Map.Entry<Wanted, Content> each : done.entrySet()) {
      long number = each.getKey().number();
      boolean kept = target.versions(name).stream().anyMatch(v -> v.version() == number);
      Content expected = each.getValue();
      if (each.getKey() == current || kept) {
        Content found = inTarget(number);
        if (!found.equals(expected)) {
          return failed(expected.rows(), different(number, expected, found, replaces));
        }
      }
    }
    Content last = done.get(current);
    if (last == null) {
      throw new IllegalStateException("The current version was not copied");
    }
    return result(Outcome.MIGRATED, all, last, bytes(), null);
  }

  private Content copy(Wanted version) {
    try (RecordSink<Map<String, Object>> sink = RowCopy.sink(target, name)) {
      Content content = inSource(version, sink::write);
      long number = version.number();
      SaveResult saved =
          sink.commit(RowCopy.notes(version.info()).numbered(last -> last < number ? number : -1));
      if (!saved.saved()) {
        throw new CheckpointIOException(
            "somebody else saved version "
                + saved.version()
                + " in the target meanwhile; run it again when nobody does");
      }
      return content;
    }
  }

  private void tag(Wanted version) {
    try {
      for (String tag : version.info().tags()) {
        target.tag(name, version.number(), tag);
      }
    } catch (UnsupportedOperationException e) {
      // What the target lacks in the end is reported.
      return;
    }
  }

  private String different(long number, Content expected, Content found, boolean replaces) {
    if (!replaces) {
      target.delete(name);
    }
    return "the copy of version "
        + number
        + " was not the same when it was read again ("
        + found.rows()
        + " of "
        + expected.rows()
        + " rows)"
        + (replaces ? "; it replaced the old one all the same" : " and was removed");
  }

  private Content inSource(Wanted version, Consumer<List<Map<String, Object>>> rows) {
    long before = copied;
    return read(
        source,
        version.info().version(),
        rows,
        count -> {
          copied = before + count;
          listener.copied(name.value(), copied);
        });
  }

  private Content inTarget(long number) {
    long before = compared;
    return read(
        target,
        number,
        batch -> {},
        count -> {
          compared = before + count;
          listener.compared(name.value(), compared);
        });
  }

  private Content read(
      Backend store, long number, Consumer<List<Map<String, Object>>> rows, LongConsumer progress) {
    ContentDigest digest = ContentDigest.exact();
    boolean there =
        RowCopy.read(
            store,
            name,
            number,
            batch -> {
              rows.accept(batch);
              digest.add(batch);
              progress.accept(digest.rows());
            });
    if (!there) {
      throw new CheckpointIOException(
          "version " + number + " was removed while it was copied; run it again");
    }
    return new Content(digest.rows(), digest.hex());
  }

  /** Reads every row and writes the first ones to a store of samples. */
  MigratedCheckpoint measure(@Nullable Backend samples) {
    try {
      List<Wanted> wanted = wanted();
      if (wanted.isEmpty()) {
        return failed(0, "there is no such checkpoint in the source");
      }
      SizeSample sample = new SizeSample(name);
      Content content = inSource(wanted.get(wanted.size() - 1), sample::add);
      Optional<Long> estimate =
          samples == null
              ? Optional.empty()
              : Optional.of(sample.estimate(samples, content.rows()));
      return new MigratedCheckpoint(
          name.value(),
          Outcome.MEASURED,
          content.rows(),
          wanted.size(),
          sourceBytes,
          estimate,
          Optional.of(content.digest()),
          notCarried.toString(),
          Optional.empty());
    } catch (RuntimeException e) {
      return failed(0, Problems.text(e));
    }
  }

  private Optional<Long> bytes() {
    return target.info(name).map(CheckpointInfo::bytes);
  }

  private MigratedCheckpoint result(
      Outcome outcome,
      List<Wanted> expected,
      Content content,
      Optional<Long> bytes,
      @Nullable String problem) {
    int versions = notCarried.compare(expected, target.versions(name));
    return new MigratedCheckpoint(
        name.value(),
        outcome,
        content.rows(),
        versions,
        sourceBytes,
        bytes,
        Optional.of(content.digest()),
        notCarried.toString(),
        Optional.ofNullable(problem));
  }

  private MigratedCheckpoint failed(long rows, String problem) {
    return new MigratedCheckpoint(
        name.value(),
        Outcome.FAILED,
        rows,
        0,
        sourceBytes,
        Optional.empty(),
        Optional.empty(),
        notCarried.toString(),
        Optional.of(problem));
  }
}
