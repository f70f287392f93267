package dev.checkpoint4j.kit;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** A map from names to versions. A version never changes, so that a reader keeps what it opened. */
final class InMemoryBackend implements Backend {
  private static final ConcurrentMap<String, ConcurrentMap<CheckpointName, InMemoryVersion>>
      PLACES = new ConcurrentHashMap<>();

  private final String place;
  private final ConcurrentMap<CheckpointName, InMemoryVersion> versions;

  InMemoryBackend(String place) {
    this.place = place;
    this.versions = PLACES.computeIfAbsent(place, p -> new ConcurrentHashMap<>());
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
    InMemoryVersion version = versions.get(name);
    return version == null
        ? Optional.empty()
        : Optional.of(new InMemorySource<>(version, plan, where("load", name, "from")));
  }

  private String where(String verb, CheckpointName name, String preposition) {
    return "Cannot %s checkpoint \"%s\" %s memory:%s".formatted(verb, name, preposition, place);
  }

  @Override
  public List<CheckpointName> list() {
    return List.copyOf(versions.keySet());
  }

  @Override
  public Optional<CheckpointInfo> info(CheckpointName name) {
    return describe(name, versions.get(name));
  }

  private Optional<CheckpointInfo> describe(
      CheckpointName name, @Nullable InMemoryVersion version) {
    return Optional.ofNullable(version).map(v -> v.info(name, format(), place));
  }

  @Override
  public boolean delete(CheckpointName name) {
    return versions.remove(name) != null;
  }

  @Override
  public Optional<CheckpointInfo> accept(CheckpointName name) {
    return describe(name, versions.computeIfPresent(name, (n, v) -> v.withVersion(v.number() + 1)));
  }

  @Override
  public Verification verify(CheckpointName name) {
    InMemoryVersion version = versions.get(name);
    return version == null
        ? new Verification(name.value(), Verification.Status.ABSENT, 0, 0, Optional.empty())
        : new Verification(
            name.value(), Verification.Status.INTACT, version.rows().size(), 0, Optional.empty());
  }

  @Override
  public void close() {}
}
