package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.multi.Candidates.Aim;
import dev.checkpoint4j.multi.Candidates.Found;
import dev.checkpoint4j.multi.ChildOutcome.Status;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StepLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several stores as one. Thread-safe. */
final class MultiBackend implements Backend {
  static final String FORMAT = "multi";

  private static final Logger LOG = LoggerFactory.getLogger(MultiCheckpointManager.class);

  private final List<Child> children;
  private final MultiOptions options;
  private final Freshness freshness;
  private final Copies copies;
  private final MultiVersions versions;

  MultiBackend(List<Child> children, MultiOptions options) {
    this.children = List.copyOf(children);
    this.options = options;
    this.freshness = new Freshness(enabled());
    this.copies = new Copies(this);
    this.versions = new MultiVersions(this);
  }

  List<Child> children() {
    return children;
  }

  List<Child> enabled() {
    return children.stream().filter(Child::isEnabled).toList();
  }

  SaveStrategy saveStrategy() {
    return options.save();
  }

  LoadStrategy loadStrategy() {
    return options.load();
  }

  FailurePolicy policy() {
    return options.policy();
  }

  boolean isParallel() {
    return options.parallel();
  }

  boolean stopsAtOnce() {
    return policy() == FailurePolicy.FAIL_FAST;
  }

  Freshness freshness() {
    return freshness;
  }

  Copies copies() {
    return copies;
  }

  /** Strategy and policy, for messages. */
  String rule() {
    return options.save() + " with " + dev.checkpoint4j.spi.Options.word(policy());
  }

  /** The stores that may be changed. */
  List<Child> changeable() {
    return children.stream().filter(Child::takesSaves).toList();
  }

  /** The stores that a save goes to, the primary first. */
  List<Child> savers() {
    List<Child> savers = changeable();
    if (savers.isEmpty()) {
      throw new CheckpointIOException(
          "Cannot save to "
              + location()
              + ": every store is disabled or read-only; add one that"
              + " takes saves");
    }
    return saveStrategy().onlyPrimary() ? savers.subList(0, 1) : savers;
  }

  /** The highest number that any store has; 0 if none has it. */
  long newestVersion(CheckpointName name) {
    return enabled().stream().mapToLong(child -> Math.max(0, child.version(name))).max().orElse(0);
  }

  ChildOutcome skipped(Child child) {
    String why =
        !child.isEnabled() ? "disabled" : child.isReadOnly() ? "read-only" : "not the primary";
    return ChildOutcome.of(child, Status.SKIPPED, ", " + why);
  }

  void warn(String text, Object first, Object second) {
    LOG.warn(text, first, second);
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String location() {
    return children.stream()
        .map(c -> "[" + c.name() + "=" + c.backend().format() + ":" + c.backend().location() + "]")
        .collect(Collectors.joining());
  }

  @Override
  public <T> RecordSink<T> write(CheckpointName name, RecordBinding<T> binding) {
    return MultiSink.open(this, name, binding);
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan) {
    return MultiSource.open(this, name, plan, new Candidates(this, name, "load", Aim.CURRENT))
        .map(Function.identity());
  }

  /** After a read that went well: brings the stores up that should have been asked first. */
  void afterRead(CheckpointName name, Child from, List<ChildOutcome> outcomes) {
    if (options.readRepair()) {
      copies.afterRead(name, from, outcomes);
    }
  }

  @Override
  public List<CheckpointName> list() {
    Set<CheckpointName> names = new TreeSet<>();
    Survey survey = new Survey(this, "list the checkpoints", enabled());
    survey.each(
        child -> {
          List<CheckpointName> found = child.backend().list();
          names.addAll(found);
          return ChildOutcome.of(child, Status.FOUND, ", " + found.size() + " checkpoints");
        });
    survey.require(policy());
    return List.copyOf(names);
  }

  @Override
  public Optional<CheckpointInfo> info(CheckpointName name) {
    return info(name, child -> child.backend().info(name));
  }

  @Override
  public Optional<CheckpointInfo> summary(CheckpointName name) {
    return info(name, child -> child.backend().summary(name));
  }

  private Optional<CheckpointInfo> info(
      CheckpointName name, Function<Child, Optional<CheckpointInfo>> look) {
    Candidates candidates = new Candidates(this, name, "inspect", Aim.CURRENT).inOrder();
    Found<CheckpointInfo> found = candidates.next(look, info -> {});
    if (found == null) {
      candidates.requireAbsent();
      return Optional.empty();
    }
    return Optional.of(found.value());
  }

  @Override
  public boolean delete(CheckpointName name) {
    return deleteReported(name).stream().anyMatch(o -> o.status() == Status.DELETED);
  }

  /** Removes it from every store that takes saves; what each of them said. */
  List<ChildOutcome> deleteReported(CheckpointName name) {
    Survey survey = new Survey(this, "delete checkpoint \"" + name + "\"", changeable());
    survey.each(
        child ->
            ChildOutcome.of(
                child, child.backend().delete(name) ? Status.DELETED : Status.ABSENT, ""));
    freshness.forget(name);
    // A copy that is left would be found again, so that the primary alone is not enough.
    survey.require(
        policy() == FailurePolicy.REQUIRE_PRIMARY ? FailurePolicy.REQUIRE_ALL : policy());
    List<ChildOutcome> outcomes = new ArrayList<>(survey.outcomes());
    children.stream().filter(c -> !c.takesSaves()).map(this::skipped).forEach(outcomes::add);
    return outcomes;
  }

  @Override
  public Optional<CheckpointInfo> accept(CheckpointName name) {
    return copies.accept(name);
  }

  @Override
  public Verification verify(CheckpointName name) {
    return copies.verification(name);
  }

  @Override
  public List<VersionInfo> versions(CheckpointName name) {
    return versions.list(name);
  }

  @Override
  public Optional<String> whereabouts(CheckpointName name, long version) {
    return versions.whereabouts(name, version);
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan, long version) {
    return MultiSource.open(this, name, plan, version).map(Function.identity());
  }

  @Override
  public Optional<SaveResult> rollback(CheckpointName name, long version) {
    return versions.rollback(name, version);
  }

  @Override
  public boolean tag(CheckpointName name, long version, String tag) {
    return versions.tag(name, version, tag);
  }

  @Override
  public boolean untag(CheckpointName name, String tag) {
    return versions.untag(name, tag);
  }

  @Override
  public PruneReport prune(boolean dryRun) {
    return versions.prune(dryRun);
  }

  /**
   * The primary holds the log and the right to compute. With {@link FailurePolicy#BEST_EFFORT}, if
   * it cannot be reached, the next store that takes saves does.
   */
  @Override
  public StepLog openStep(CheckpointName name, Duration wait) {
    return onPrimary(name, child -> child.backend().openStep(name, wait));
  }

  @Override
  public void discardStep(CheckpointName name, Duration wait) {
    onPrimary(
        name,
        child -> {
          child.backend().discardStep(name, wait);
          return true;
        });
  }

  private <V> V onPrimary(CheckpointName name, Function<Child, V> action) {
    List<Child> savers = savers();
    int last = policy() == FailurePolicy.BEST_EFFORT ? savers.size() - 1 : 0;
    for (int i = 0; i < last; i++) {
      try {
        return action.apply(savers.get(i));
      } catch (CheckpointIOException e) {
        savers.get(i).failed("open the step log of " + name, e);
      }
    }
    return action.apply(savers.get(last));
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (Child child : children) {
      try {
        child.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
