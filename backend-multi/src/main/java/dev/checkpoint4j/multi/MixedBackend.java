package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StepLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory in which files of several formats lie side by side. Of a name that is there in more
 * than one, the file that was written last counts, unless it is damaged and an older one is not.
 * Takes no saves. Thread-safe.
 */
final class MixedBackend implements Backend {
  static final String READ_ONLY =
      "a directory of mixed formats is read and never written; name the format to save in, such as"
          + " jsonl:./checkpoints";

  private static final Logger LOG = LoggerFactory.getLogger(MixedBackend.class);

  private final String format;
  private final String location;
  private final List<Backend> members;
  private final Fingerprints fingerprints;

  /** Which formats the last list found of each name, so that summaries need not look for others. */
  private volatile Map<CheckpointName, List<Backend>> listed = Map.of();

  /** The fingerprint that a directory's own bookkeeping has for a name; null if it has none. */
  interface Fingerprints {
    @Nullable String of(CheckpointName name);
  }

  MixedBackend(String format, String location, List<Backend> members, Fingerprints fingerprints) {
    this.format = format;
    this.location = location;
    this.members = List.copyOf(members);
    this.fingerprints = fingerprints;
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public <T> RecordSink<T> write(CheckpointName name, RecordBinding<T> binding) {
    throw new CheckpointIOException(
        "Cannot save checkpoint \"" + name + "\" to " + location + ": " + READ_ONLY);
  }

  /** One format's file of a name: what is known of it, or why it cannot be. */
  private record Entry(
      Backend member, @Nullable CheckpointInfo info, @Nullable RuntimeException damage) {}

  /** The files of a name, the newest first; those that cannot be told anything of last. */
  private List<Entry> entries(CheckpointName name) {
    return entries(members, member -> member.info(name));
  }

  private static List<Entry> entries(
      List<Backend> asked, Function<Backend, Optional<CheckpointInfo>> look) {
    List<Entry> entries = new ArrayList<>();
    for (Backend member : asked) {
      try {
        look.apply(member).ifPresent(info -> entries.add(new Entry(member, info, null)));
      } catch (CorruptCheckpointException e) {
        entries.add(new Entry(member, null, e));
      }
    }
    entries.sort(
        Comparator.comparing(
                Entry::info, Comparator.nullsFirst(Comparator.comparing(CheckpointInfo::createdAt)))
            .reversed());
    return entries;
  }

  /** The file that counts; null if there is none. */
  private @Nullable Entry chosen(CheckpointName name) {
    List<Entry> entries = entries(name);
    if (entries.size() < 2) {
      return entries.isEmpty() ? null : entries.get(0);
    }
    for (Entry entry : entries) {
      if (entry.info() != null
          && entry.member().verify(name).status() != Verification.Status.DAMAGED) {
        return entry;
      }
      LOG.warn("The {} file of {} in {} is damaged", entry.member().format(), name, location);
    }
    return entries.get(0);
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan) {
    Entry entry = chosen(name);
    return entry == null ? Optional.empty() : entry.member().read(name, plan);
  }

  @Override
  public List<CheckpointName> list() {
    Map<CheckpointName, List<Backend>> names = new TreeMap<>();
    for (Backend member : members) {
      for (CheckpointName name : member.list()) {
        names.computeIfAbsent(name, n -> new ArrayList<>()).add(member);
      }
    }
    listed = names;
    return List.copyOf(names.keySet());
  }

  @Override
  public Optional<CheckpointInfo> info(CheckpointName name) {
    return newest(name, entries(name));
  }

  @Override
  public Optional<CheckpointInfo> summary(CheckpointName name) {
    List<Backend> having = listed.getOrDefault(name, members);
    return newest(name, entries(having, member -> member.summary(name)));
  }

  private Optional<CheckpointInfo> newest(CheckpointName name, List<Entry> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Entry newest = entries.get(0);
    if (newest.info() == null) {
      throw newest.damage() == null ? new IllegalStateException(location) : newest.damage();
    }
    return Optional.of(withFingerprint(newest.info(), name));
  }

  private CheckpointInfo withFingerprint(CheckpointInfo info, CheckpointName name) {
    String fingerprint = fingerprints.of(name);
    if (fingerprint == null || info.fingerprint().isPresent()) {
      return info;
    }
    return new CheckpointInfo(
        info.name(),
        info.format(),
        info.places(),
        info.rows(),
        info.schema(),
        info.bytes(),
        info.compression(),
        info.createdAt(),
        info.version(),
        info.digest(),
        Optional.of(fingerprint),
        info.verified());
  }

  /** Those of the file that counts; each format numbers its own. */
  @Override
  public List<VersionInfo> versions(CheckpointName name) {
    Entry entry = chosen(name);
    if (entry == null) {
      return List.of();
    }
    Optional<Fingerprint> known =
        Optional.ofNullable(fingerprints.of(name)).map(DirectoryCheckpoints::docEtlFingerprint);
    return entry.member().versions(name).stream().map(v -> withFingerprint(v, known)).toList();
  }

  private static VersionInfo withFingerprint(VersionInfo version, Optional<Fingerprint> known) {
    if (!version.current() || version.fingerprint().isPresent()) {
      return version;
    }
    return new VersionInfo(
        version.name(),
        version.version(),
        version.createdAt(),
        version.rows(),
        version.bytes(),
        version.digest(),
        known,
        version.tags(),
        true);
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan, long version) {
    Entry entry = chosen(name);
    return entry == null ? Optional.empty() : entry.member().read(name, plan, version);
  }

  @Override
  public Optional<SaveResult> rollback(CheckpointName name, long version) {
    Entry entry = chosen(name);
    return entry == null ? Optional.empty() : entry.member().rollback(name, version);
  }

  @Override
  public boolean tag(CheckpointName name, long version, String tag) {
    Entry entry = chosen(name);
    return entry != null && entry.member().tag(name, version, tag);
  }

  @Override
  public boolean untag(CheckpointName name, String tag) {
    Entry entry = chosen(name);
    return entry != null && entry.member().untag(name, tag);
  }

  @Override
  public PruneReport prune(boolean dryRun) {
    List<PruneReport.PrunedFile> files = new ArrayList<>();
    long freed = 0;
    for (Backend member : members) {
      PruneReport report = member.prune(dryRun);
      files.addAll(report.files());
      freed += report.freedBytes();
    }
    return new PruneReport(dryRun, files, freed);
  }

  /** Refused, so that nothing is computed that could not be saved. */
  @Override
  public StepLog openStep(CheckpointName name, Duration wait) {
    throw new CheckpointIOException(
        "Cannot compute checkpoint \"" + name + "\" in " + location + ": " + READ_ONLY);
  }

  @Override
  public boolean delete(CheckpointName name) {
    boolean deleted = false;
    for (Backend member : members) {
      deleted |= member.delete(name);
    }
    return deleted;
  }

  /** Accepts the newest file, or the damaged one if it is alone. */
  @Override
  public Optional<CheckpointInfo> accept(CheckpointName name) {
    List<Entry> entries = entries(name);
    for (Entry entry : entries) {
      if (entry.member().verify(name).status() == Verification.Status.DAMAGED) {
        return entry.member().accept(name);
      }
    }
    return entries.isEmpty() ? Optional.empty() : entries.get(0).member().accept(name);
  }

  @Override
  public Verification verify(CheckpointName name) {
    Verification found =
        new Verification(name.value(), Verification.Status.ABSENT, 0, 0, Optional.empty());
    for (Entry entry : entries(name)) {
      Verification verification = entry.member().verify(name);
      boolean first = found.status() == Verification.Status.ABSENT;
      if (first || verification.status() == Verification.Status.DAMAGED) {
        found = verification;
      }
    }
    return found;
  }

  @Override
  public void close() {
    members.forEach(Backend::close);
  }
}
