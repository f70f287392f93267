package dev.checkpoint4j.kit;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ProcessLease;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.SaveNotes;
import dev.checkpoint4j.spi.StepLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A map from names to versions. A version never changes, so that a reader keeps what it opened. */
final class InMemoryBackend implements Backend {
  private static final ConcurrentMap<String, InMemoryVersions> PLACES = new ConcurrentHashMap<>();

  private final String place;
  private final InMemoryVersions versions;

  InMemoryBackend(String place) {
    this.place = place;
    this.versions = PLACES.computeIfAbsent(place, p -> new InMemoryVersions());
  }

  @Override
  public String format() {
    return InMemoryCheckpoints.FORMAT;
  }

  @Override
  public String location() {
    return place;
  }

  @Override
  public <T> RecordSink<T> write(CheckpointName name, RecordBinding<T> binding) {
    return new InMemorySink<>(versions, name, binding, where("save", name, "to"));
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan) {
    return current(name).map(version -> source(name, plan, version));
  }

  private <T> RecordSource<T> source(
      CheckpointName name, ReadPlan<T> plan, InMemoryVersion version) {
    return new InMemorySource<>(version, plan, where("load", name, "from"));
  }

  private Optional<InMemoryVersion> current(CheckpointName name) {
    return versions.of(name).stream().findFirst();
  }

  @Override
  public List<VersionInfo> versions(CheckpointName name) {
    List<InMemoryVersion> all = versions.of(name);
    return all.stream()
        .map(version -> version.describe(name, version.number() == all.get(0).number()))
        .toList();
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan, long number) {
    return versions.version(name, number).map(version -> source(name, plan, version));
  }

  @Override
  public Optional<SaveResult> rollback(CheckpointName name, long number) {
    return versions
        .version(name, number)
        .map(version -> versions.add(name, version, SaveNotes.NONE.numbering()));
  }

  @Override
  public boolean tag(CheckpointName name, long number, String tag) {
    boolean there = versions.version(name, number).isPresent();
    if (there) {
      versions.tag(name, number, tag);
    }
    return there;
  }

  @Override
  public boolean untag(CheckpointName name, String tag) {
    boolean there = versions.of(name).stream().anyMatch(v -> v.tags().contains(tag));
    versions.tag(name, -1, tag);
    return there;
  }

  @Override
  public StepLog openStep(CheckpointName name, Duration wait) {
    ProcessLease lease = ProcessLease.take("memory:" + place + ":" + name, name, wait);
    return new InMemoryStepLog(versions, name, lease);
  }

  private String where(String verb, CheckpointName name, String preposition) {
    return "Cannot %s checkpoint \"%s\" %s memory:%s".formatted(verb, name, preposition, place);
  }

  @Override
  public List<CheckpointName> list() {
    return List.copyOf(versions.names());
  }

  @Override
  public Optional<CheckpointInfo> info(CheckpointName name) {
    return current(name).map(version -> version.info(name, format(), place));
  }

  @Override
  public boolean delete(CheckpointName name) {
    return versions.remove(name);
  }

  @Override
  public Optional<CheckpointInfo> accept(CheckpointName name) {
    current(name).ifPresent(version -> versions.add(name, version, SaveNotes.NONE.numbering()));
    return info(name);
  }

  @Override
  public Verification verify(CheckpointName name) {
    InMemoryVersion version = current(name).orElse(null);
    return version == null
        ? new Verification(name.value(), Verification.Status.ABSENT, 0, 0, Optional.empty())
        : new Verification(
            name.value(), Verification.Status.INTACT, version.rows().size(), 0, Optional.empty());
  }

  @Override
  public void close() {}
}
