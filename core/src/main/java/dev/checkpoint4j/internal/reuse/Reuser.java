package dev.checkpoint4j.internal.reuse;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Explanation;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.MissException;
import dev.checkpoint4j.Reuse;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.SaveNotes;
import dev.checkpoint4j.spi.StepLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes results whose fingerprint is the same, and has all others computed once. Thread-safe. */
public final class Reuser {
  /** Whoever computes may take hours; whoever is dead does not hold a lease. */
  public static final Duration FOR_EVER = Duration.ofDays(36_500);

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointManager.class);
  private static final int ATTEMPTS = 10;

  private final Backend backend;
  private final Set<CheckpointName> refreshed = ConcurrentHashMap.newKeySet();

  /** For one manager. */
  public Reuser(Backend backend) {
    this.backend = backend;
  }

  /** The result: taken if it is there, else computed and saved. */
  public <T> List<T> getOrCompute(
      CheckpointName name,
      RecordBinding<T> binding,
      Fingerprint fingerprint,
      Reuse reuse,
      Supplier<? extends List<? extends T>> compute) {
    boolean mayReuse = mayReuse(name, reuse);
    if (mayReuse) {
      Optional<List<T>> found = find(name, binding, fingerprint, reuse);
      if (found.isPresent()) {
        return found.get();
      }
    }
    if (reuse == Reuse.READ_ONLY) {
      throw miss(name, fingerprint);
    }
    try (StepLog lease = backend.openStep(name, FOR_EVER)) {
      if (mayReuse) {
        Optional<List<T>> meanwhile = find(name, binding, fingerprint, reuse);
        if (meanwhile.isPresent()) {
          return meanwhile.get();
        }
        LOG.info("{}", explain(name, fingerprint));
      }
      List<T> computed = save(name, binding, fingerprint, compute(name, compute));
      refreshed.add(name);
      // Rows that an earlier, half-done attempt left are of no use beside the whole result.
      lease.replace(List.of());
      return computed;
    }
  }

  /** Whether a result that is there may be taken. */
  public boolean mayReuse(CheckpointName name, Reuse reuse) {
    return switch (reuse) {
      case REUSE, READ_ONLY -> true;
      case RECOMPUTE -> false;
      case REFRESH -> refreshed.contains(name);
    };
  }

  /** Notes that a name was computed. */
  public void computed(CheckpointName name) {
    refreshed.add(name);
  }

  /** The exception of a miss that must not be computed. */
  public MissException miss(CheckpointName name, Fingerprint fingerprint) {
    Explanation explanation = explain(name, fingerprint);
    return new MissException(
        "Cannot take checkpoint \""
            + name
            + "\" from "
            + backend.format()
            + " "
            + backend.location()
            + ", and computing is forbidden (Reuse.READ_ONLY): "
            + explanation,
        explanation);
  }

  /** Calls the application; a null is its mistake and never stored. */
  public static <T> List<? extends T> compute(
      CheckpointName name, Supplier<? extends List<? extends T>> compute) {
    List<? extends T> computed = compute.get();
    if (computed == null) {
      throw new NullPointerException(
          "The computation of checkpoint \"" + name + "\" returned null; nothing was stored");
    }
    return computed;
  }

  private <T> List<T> save(
      CheckpointName name,
      RecordBinding<T> binding,
      Fingerprint fingerprint,
      List<? extends T> computed) {
    try (RecordSink<T> sink = backend.write(name, binding)) {
      sink.writeAll(computed);
      SaveResult result = sink.commit(SaveNotes.of(fingerprint));
      LOG.info(
          "Computed checkpoint {} in {} {}: {} rows, version {}",
          name,
          backend.format(),
          backend.location(),
          result.rows(),
          result.version());
    }
    return Collections.unmodifiableList(computed);
  }

  /** The version of this fingerprint, which is current afterwards; empty if there is none. */
  public Optional<Long> takeBack(CheckpointName name, Fingerprint fingerprint, Reuse reuse) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<VersionInfo> match = match(name, fingerprint);
      if (match.isEmpty()) {
        return Optional.empty();
      }
      long version = match.get().version();
      if (match.get().current() || reuse == Reuse.READ_ONLY) {
        return Optional.of(version);
      }
      Optional<SaveResult> back = backend.rollback(name, version);
      if (back.isPresent()) {
        LOG.info(
            "Checkpoint {}: version {} has this fingerprint and is current again", name, version);
        return Optional.of(back.get().version());
      }
    }
    return Optional.empty();
  }

  private <T> Optional<List<T>> find(
      CheckpointName name, RecordBinding<T> binding, Fingerprint fingerprint, Reuse reuse) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Long> taken = takeBack(name, fingerprint, reuse);
      if (taken.isEmpty()) {
        return Optional.empty();
      }
      long version = taken.get();
      Optional<RecordSource<T>> opened = backend.read(name, ReadPlan.all(binding), version);
      if (opened.isPresent()) {
        try (RecordSource<T> source = opened.get()) {
          List<T> records = Collections.unmodifiableList(source.readAll());
          LOG.info("HIT {}: version {}, {} rows", name, version, records.size());
          return Optional.of(records);
        }
      }
    }
    return Optional.empty();
  }

  /** The newest version of this fingerprint. */
  public Optional<VersionInfo> match(CheckpointName name, Fingerprint fingerprint) {
    return backend.versions(name).stream()
        .filter(version -> version.fingerprint().filter(fingerprint::equals).isPresent())
        .findFirst();
  }

  /** Why it would be taken or computed. */
  public Explanation explain(CheckpointName name, Fingerprint fingerprint) {
    Optional<VersionInfo> match = match(name, fingerprint);
    if (match.isPresent()) {
      long version = match.get().version();
      return explanation(
          name, true, version, List.of("version " + version + " has all the same parts"));
    }
    List<VersionInfo> versions = backend.versions(name);
    if (versions.isEmpty()) {
      return new Explanation(name.value(), false, 0, List.of("there is no such checkpoint"));
    }
    VersionInfo current = versions.get(0);
    List<String> reasons =
        current
            .fingerprint()
            .map(before -> before.differences(fingerprint))
            .orElseGet(() -> List.of("what is there was saved without a fingerprint"));
    return explanation(name, false, current.version(), reasons);
  }

  private Explanation explanation(
      CheckpointName name, boolean hit, long version, List<String> reasons) {
    List<String> all = new ArrayList<>(reasons);
    backend.whereabouts(name, version).ifPresent(all::add);
    return new Explanation(name.value(), hit, version, all);
  }
}
