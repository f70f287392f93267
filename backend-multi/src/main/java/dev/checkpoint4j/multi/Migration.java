package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backends;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Copies checkpoints from one store to another with no Java class at hand: rows stream through the
 * stored schema, in memory for a batch. Each copy is read again and compared with what was read
 * from the source, value by value with its Java class, before it counts. Versions keep their
 * numbers, fingerprints and tags, as far as the target's retention keeps versions; the times of
 * their commits are those of the migration.
 *
 * <p>To be run again after a break: what the target has already, with the same content, is left
 * alone, and versions that are missing follow; what it has with another content is a conflict,
 * unless {@link Builder#overwrite} is set. A save is atomic in every store, so that a break leaves
 * no half version.
 *
 * <pre>{@code
 * MigrationReport report = Migration.from(jsonl).to(parquet).run();
 * }</pre>
 */
public final class Migration {
  /** 4,000: rows that a dry run writes to estimate sizes. */
  public static final int DEFAULT_SAMPLE_ROWS = 4_000;

  private Migration() {}

  /** Begins a migration from this store, which is only read. */
  public static Source from(CheckpointManager source) {
    return new Source(Objects.requireNonNull(source, "source"));
  }

  /** A migration whose target is not named yet. */
  public static final class Source {
    private final CheckpointManager source;

    private Source(CheckpointManager source) {
      this.source = source;
    }

    /** Names the target. */
    public Builder to(CheckpointManager target) {
      return new Builder(source, Objects.requireNonNull(target, "target"));
    }
  }

  /** Collects the options of a migration. Not thread-safe. */
  public static final class Builder {
    private final CheckpointManager source;
    private final CheckpointManager target;
    private @Nullable Collection<String> names;
    private boolean overwrite;
    private boolean history = true;
    private @Nullable CheckpointManager samples;
    private boolean dryRun;
    private MigrationListener listener = new MigrationListener() {};

    private Builder(CheckpointManager source, CheckpointManager target) {
      this.source = source;
      this.target = target;
    }

    /** Only these checkpoints; all by default. */
    public Builder only(Collection<String> names) {
      this.names = List.copyOf(names);
      return this;
    }

    /** Whether another checkpoint of the same name in the target is replaced; false by default. */
    public Builder overwrite(boolean overwrite) {
      this.overwrite = overwrite;
      return this;
    }

    /** Leaves older versions behind; they are copied by default, with their numbers and tags. */
    public Builder currentOnly() {
      this.history = false;
      return this;
    }

    /** Changes nothing: every row of the current versions is read and counted. */
    public Builder dryRun() {
      this.dryRun = true;
      return this;
    }

    /**
     * As {@link #dryRun()}, with an estimate of the size in the target: the first {@value
     * #DEFAULT_SAMPLE_ROWS} rows, and half of them, are written to a store of the target's kind and
     * scaled up.
     *
     * @param samples an empty store for the samples, which are removed again
     */
    public Builder dryRun(CheckpointManager samples) {
      this.samples = Objects.requireNonNull(samples, "samples");
      return dryRun();
    }

    /** Who is told of the progress. */
    public Builder listener(MigrationListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Runs it. A checkpoint that fails does not stop the others.
     *
     * @throws dev.checkpoint4j.CheckpointException if the source cannot be listed
     */
    public MigrationReport run() {
      Collection<String> wanted = names == null ? source.list() : new TreeSet<>(names);
      List<MigratedCheckpoint> done = new ArrayList<>();
      for (String name : wanted) {
        CheckpointName checked = CheckpointName.of(name);
        OneMigration one =
            new OneMigration(Backends.of(source), Backends.of(target), checked, history, listener);
        listener.started(checked.value(), rows(checked), done.size() + 1, wanted.size());
        MigratedCheckpoint result =
            dryRun
                ? one.measure(samples == null ? null : Backends.of(samples))
                : one.run(overwrite);
        listener.finished(result);
        done.add(result);
      }
      return new MigrationReport(done);
    }

    private OptionalLong rows(CheckpointName name) {
      try {
        return dryRun || !history
            ? source.info(name.value()).map(CheckpointInfo::rows).orElse(OptionalLong.empty())
            : sum(source.versions(name.value()));
      } catch (RuntimeException e) {
        // Told when it is read.
        return OptionalLong.empty();
      }
    }

    private static OptionalLong sum(List<VersionInfo> versions) {
      return versions.stream().allMatch(version -> version.rows().isPresent())
          ? OptionalLong.of(versions.stream().mapToLong(v -> v.rows().orElse(0)).sum())
          : OptionalLong.empty();
    }
  }
}
