package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.spi.AbstractCheckpointManager;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Several stores as one: a fast local one and a backup, two formats side by side, an archive to
 * read from. Thread-safe. The managers it is made of are closed with it.
 *
 * <p>A save has one version number in all stores, so that a store that missed it is known to be
 * behind. {@code docs/multi.md} says what each strategy and policy does when a store fails.
 *
 * <pre>{@code
 * CheckpointManager checkpoints =
 *     MultiCheckpointManager.builder()
 *         .add("local", CheckpointManagers.open("jsonl:./checkpoints"))
 *         .add("backup", CheckpointManagers.open("parquet:/mnt/backup"))
 *         .load(LoadStrategy.NEWEST_VALID)
 *         .build();
 * }</pre>
 */
public final class MultiCheckpointManager extends AbstractCheckpointManager {
  /** Every enabled store. */
  public static final SaveStrategy DEFAULT_SAVE = SaveStrategy.allEnabled();

  /** The first readable copy. */
  public static final LoadStrategy DEFAULT_LOAD = LoadStrategy.FIRST_FOUND;

  /** The first enabled store must not fail. */
  public static final FailurePolicy DEFAULT_POLICY = FailurePolicy.REQUIRE_PRIMARY;

  private final MultiBackend stores;

  private MultiCheckpointManager(MultiBackend stores, boolean enabled) {
    super(stores, enabled);
    this.stores = stores;
  }

  /** Begins a manager. */
  public static Builder builder() {
    return new Builder();
  }

  /** As {@link #load(String, TypeRef)}, with what each store said that was asked. */
  public <T> LoadReport<T> loadReported(String name, TypeRef<T> type) {
    CheckpointName checked = CheckpointName.of(name);
    ReadPlan<T> plan = ReadPlan.all(RecordBinding.of(Objects.requireNonNull(type, "type")));
    backend();
    if (!isEnabled()) {
      return new LoadReport<>(Optional.empty(), List.of());
    }
    Candidates candidates = new Candidates(stores, checked, "load", Candidates.Aim.CURRENT);
    Optional<MultiSource<T>> opened = MultiSource.open(stores, checked, plan, candidates);
    if (opened.isEmpty()) {
      return new LoadReport<>(Optional.empty(), candidates.outcomes());
    }
    try (MultiSource<T> source = opened.get()) {
      List<T> records = Collections.unmodifiableList(source.readAll());
      return new LoadReport<>(Optional.of(records), source.outcomes());
    }
  }

  /** As {@link #delete}, with what each store said. */
  public List<ChildOutcome> deleteReported(String name) {
    CheckpointName checked = CheckpointName.of(name);
    backend();
    return isEnabled() ? stores.deleteReported(checked) : List.of();
  }

  /** Reads all copies of a checkpoint and compares their contents, whatever their formats. */
  public CopyReport compare(String name) {
    CheckpointName checked = CheckpointName.of(name);
    backend();
    return isEnabled() ? stores.copies().report(checked) : new CopyReport(name, List.of());
  }

  /** {@link #compare} for every checkpoint that any store has. */
  public List<CopyReport> verify() {
    return list().stream().map(this::compare).toList();
  }

  /**
   * Makes all copies of a checkpoint equal to the newest readable one; to be run while nobody saves
   * it from another process.
   *
   * @return how the copies stand afterwards
   * @throws dev.checkpoint4j.CorruptCheckpointException if there are copies and none is readable
   */
  public CopyReport repair(String name) {
    CheckpointName checked = CheckpointName.of(name);
    backend();
    return isEnabled() ? stores.copies().repair(checked) : new CopyReport(name, List.of());
  }

  /** {@link #repair(String)} for every checkpoint that any store has. */
  public List<CopyReport> repair() {
    return list().stream().map(this::repair).toList();
  }

  /** How the stores stand; one that cannot be read is shown as such. */
  public MultiStats stats() {
    backend();
    return new MultiStats(
        stores.saveStrategy(),
        stores.loadStrategy(),
        stores.policy(),
        StatsReader.read(stores.children()));
  }

  /** Collects stores and options. Not thread-safe. */
  public static final class Builder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

    private final List<Child> children = new ArrayList<>();
    private final List<Child> opened = new ArrayList<>();
    private SaveStrategy save = DEFAULT_SAVE;
    private LoadStrategy load = DEFAULT_LOAD;
    private FailurePolicy policy = DEFAULT_POLICY;
    private boolean parallel = true;
    private boolean readRepair;
    private boolean enabled = true;

    private Builder() {}

    /**
     * Adds a store behind those added before; the first is the primary. A disabled manager stands
     * there and takes no part.
     *
     * @param name 1 to 40 letters, digits, {@code _} or {@code -}, which no other store has
     * @throws CheckpointConfigurationException if the manager is not one of a backend
     */
    public Builder add(String name, CheckpointManager manager) {
      return add(name, manager, false);
    }

    /** As {@link #add}, for a store that is read and never changed. */
    public Builder addReadOnly(String name, CheckpointManager manager) {
      return add(name, manager, true);
    }

    /** As {@link #add}, for a store given by its URL; its name is {@code store-1}, and so on. */
    public Builder add(String url) {
      return add("store-" + (children.size() + 1), url);
    }

    /**
     * As {@link #add(String, CheckpointManager)}, for a store given by its URL. One that cannot be
     * reached does not stop the others where the policy bears its failure; it is tried again at
     * each call.
     */
    public Builder add(String name, String url) {
      return add(name, url, false);
    }

    Builder add(String name, String url, boolean readOnly) {
      requireFree(name);
      Child child = Child.open(name, url, readOnly);
      opened.add(child);
      children.add(child);
      return this;
    }

    private Builder add(String name, CheckpointManager manager, boolean readOnly) {
      requireFree(name);
      children.add(new Child(name, Objects.requireNonNull(manager, "manager"), readOnly));
      return this;
    }

    private void requireFree(String name) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "A store's name must be 1 to 40 letters, digits, _ or -, but was \"" + name + "\"");
      }
      if (children.stream().anyMatch(child -> child.name().equals(name))) {
        throw new IllegalArgumentException("Two stores have the name \"" + name + "\"");
      }
    }

    /** Closes the stores that this builder opened, after a failure. */
    void closeAfter(RuntimeException failure) {
      for (Child child : opened) {
        try {
          child.close();
        } catch (RuntimeException e) {
          failure.addSuppressed(e);
        }
      }
    }

    /** Which stores a save goes to; all that are enabled by default. */
    public Builder save(SaveStrategy strategy) {
      this.save = Objects.requireNonNull(strategy, "strategy");
      return this;
    }

    /** Which store a load takes its copy from; the first that has one by default. */
    public Builder load(LoadStrategy strategy) {
      this.load = Objects.requireNonNull(strategy, "strategy");
      return this;
    }

    /** Which failures are borne; all but the primary's by default. */
    public Builder onFailure(FailurePolicy policy) {
      this.policy = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Whether the stores of a save are written at once, each on a thread; true by default. {@link
     * FailurePolicy#FAIL_FAST} always goes one by one.
     */
    public Builder parallel(boolean parallel) {
      this.parallel = parallel;
      return this;
    }

    /**
     * Whether what a read found in a later store is copied back to the earlier ones that lack it or
     * have it damaged; false by default. It costs a second read, before the first one returns.
     */
    public Builder readRepair(boolean readRepair) {
      this.readRepair = readRepair;
      return this;
    }

    /** False for a manager that saves nothing and finds nothing. */
    public Builder enabled(boolean enabled) {
      this.enabled = enabled;
      return this;
    }

    /**
     * Makes the manager. Nothing is read or written. If it throws, stores that were added by their
     * URLs are closed again.
     *
     * @throws CheckpointConfigurationException if there is no store, or fewer take saves than the
     *     quorum
     */
    public MultiCheckpointManager build() {
      try {
        children.forEach(this::requireOpen);
        return built();
      } catch (RuntimeException e) {
        closeAfter(e);
        throw e;
      }
    }

    private void requireOpen(Child child) {
      RuntimeException failure = child.unopened();
      boolean borne =
          policy == FailurePolicy.BEST_EFFORT
              || (policy == FailurePolicy.REQUIRE_PRIMARY && child != children.get(0));
      if (failure != null && !borne) {
        throw failure;
      }
    }

    private MultiCheckpointManager built() {
      if (children.isEmpty()) {
        throw new CheckpointConfigurationException(
            "A multi checkpoint store needs at least one store");
      }
      boolean any = children.stream().anyMatch(Child::isEnabled);
      long savers = children.stream().filter(Child::takesSaves).count();
      if (any && save.quorum() > 1 && savers < save.quorum()) {
        throw new CheckpointConfigurationException(
            "save="
                + save
                + " needs as many enabled stores that take saves, but there are "
                + savers);
      }
      return new MultiCheckpointManager(
          new MultiBackend(children, new MultiOptions(save, load, policy, parallel, readRepair)),
          enabled && any);
    }
  }
}
