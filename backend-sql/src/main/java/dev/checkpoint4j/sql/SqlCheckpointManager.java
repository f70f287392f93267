package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointQuery;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.spi.AbstractCheckpointManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps checkpoints in a relational database: SQLite in a file, PostgreSQL, MariaDB, MySQL or H2.
 * The records of the conversation pipeline lie in tables with typed columns, all others as JSON.
 * Thread-safe, and safe beside other processes on the same database.
 *
 * <p>Checkpoints belong to <i>runs</i>. While a run is {@linkplain #setCurrentRun set}, everything
 * happens in it alone. Otherwise saves go to a run called {@code default}, which is made when it is
 * needed, and loads find the checkpoint in the run that was completed last among those that have
 * it.
 *
 * <pre>{@code
 * try (SqlCheckpointManager checkpoints =
 *     SqlCheckpointManager.builder("jdbc:sqlite:./checkpoints.db").build()) {
 *   Run run = checkpoints.createRun("nightly", "all of May", Map.of("model", "small"));
 *   checkpoints.save("summaries", ConversationSummary.class, summaries);
 *   checkpoints.completeRun(run.id());
 * }
 * }</pre>
 */
public final class SqlCheckpointManager extends AbstractCheckpointManager {
  /** {@link SchemaMode#CREATE}. */
  public static final SchemaMode DEFAULT_SCHEMA = SchemaMode.CREATE;

  /** Each open stream holds a connection, each other call takes one for as long as it runs. */
  public static final int DEFAULT_POOL_SIZE = 10;

  /** The most connections that a pool may have. */
  public static final int MAX_POOL_SIZE = 1000;

  /** 30 seconds: how long a call waits for a connection. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /** 30 seconds: how long a save waits for another one. */
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(30);

  /** 20 seconds: a process that is silent for three times as long is taken for dead. */
  public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(20);

  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** The current run's beat among those of its steps. */
  private static final String RUN_BEAT = "run";

  private final SqlShared shared;
  private final AtomicReference<@Nullable String> currentRun;

  private SqlCheckpointManager(
      SqlShared shared,
      AtomicReference<@Nullable String> currentRun,
      Supplier<@Nullable String> run,
      boolean enabled,
      boolean owned) {
    super(new SqlBackend(shared, new RunScope(shared.runs(), run), owned), enabled);
    this.shared = shared;
    this.currentRun = currentRun;
  }

  /**
   * Begins a manager of a database.
   *
   * @param jdbcUrl of SQLite, PostgreSQL, MariaDB, MySQL or H2
   */
  public static Builder builder(String jdbcUrl) {
    return new Builder(Objects.requireNonNull(jdbcUrl, "jdbcUrl"), null);
  }

  /** Begins a manager of a SQLite database in a file, which is made at the first save. */
  public static Builder builder(Path file) {
    return builder("jdbc:sqlite:" + file);
  }

  /**
   * Begins a manager of a data source of the application, which stays the application's to close.
   */
  public static Builder builder(DataSource dataSource) {
    return new Builder(null, Objects.requireNonNull(dataSource, "dataSource"));
  }

  /**
   * Creates a run and makes it the current one. This process tells the database that it is alive
   * until the run ends or the manager is closed.
   *
   * @param name what to call it; need not be unique
   * @param description more about it; null for nothing
   * @param config its parameters, which must be what JSON can hold: no secrets
   */
  public Run createRun(String name, @Nullable String description, Map<String, ?> config) {
    requireEnabled();
    String id =
        shared
            .runs()
            .create(
                Objects.requireNonNull(name, "name"),
                description,
                Objects.requireNonNull(config, "config"));
    begin(id);
    return getRun(id).orElseThrow();
  }

  private void begin(String id) {
    currentRun.set(id);
    // A run of a closed manager lapses: another one may go on with it.
    shared.heartbeat().start(RUN_BEAT, "Run " + id, () -> shared.runs().beat(id), () -> {});
  }

  /** A run with what is committed in it; empty if there is none of this id. */
  public Optional<Run> getRun(String id) {
    requireRunId(id);
    backend();
    return isEnabled() ? shared.runs().find(id) : Optional.empty();
  }

  /**
   * Runs, the newest first.
   *
   * @param status which ones; null for all
   * @param limit how many at most, 1 or more
   */
  public List<Run> listRuns(@Nullable RunStatus status, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1 but was " + limit);
    }
    backend();
    return isEnabled() ? shared.runs().list(status, limit) : List.of();
  }

  /** The id of the run that is set; empty if none is. */
  public Optional<String> currentRun() {
    return Optional.ofNullable(currentRun.get());
  }

  /**
   * Makes a run the current one, for loading, or to go on with a run of this manager.
   *
   * @param id the run's; null for none
   * @throws IllegalArgumentException if there is no such run
   */
  public void setCurrentRun(@Nullable String id) {
    if (id != null && getRun(id).isEmpty()) {
      throw new IllegalArgumentException("There is no run " + id);
    }
    backend();
    currentRun.set(id);
  }

  /**
   * Goes on with a run that failed or was abandoned, and makes it the current one.
   *
   * @throws IllegalStateException if it is completed, or running in another process
   */
  public Run resumeRun(String id) {
    requireRunId(id);
    requireEnabled();
    shared.runs().resume(id);
    begin(id);
    return getRun(id).orElseThrow();
  }

  /**
   * Ends a run well. If it is the current one, none is current afterwards.
   *
   * @throws IllegalStateException if it has ended already
   */
  public void completeRun(String id) {
    requireRunId(id);
    requireEnabled();
    shared.runs().complete(id);
    end(id);
  }

  /**
   * Ends a run that failed; what was saved in it stays, and {@link #resumeRun} goes on with it.
   *
   * @param error what happened, without secrets
   * @throws IllegalStateException if it has ended already
   */
  public void failRun(String id, String error) {
    requireRunId(id);
    requireEnabled();
    shared.runs().fail(id, Objects.requireNonNull(error, "error"));
    end(id);
  }

  private void end(String id) {
    if (currentRun.compareAndSet(id, null)) {
      shared.heartbeat().stop(RUN_BEAT);
    }
  }

  /** A view of one run, whatever is current here. It need not be closed. */
  public CheckpointManager inRun(String id) {
    requireRunId(id);
    backend();
    return new SqlCheckpointManager(shared, currentRun, () -> id, isEnabled(), false);
  }

  /** A query over a checkpoint of any run. */
  public <T> CheckpointQuery<T> query(String run, String name, TypeRef<T> type) {
    return inRun(run).query(name, type);
  }

  /** As {@link #query(String, String, TypeRef)}. */
  public <T> CheckpointQuery<T> query(String run, String name, Class<T> type) {
    return query(run, name, TypeRef.of(type));
  }

  private void requireEnabled() {
    backend();
    if (!isEnabled()) {
      throw new IllegalStateException("This sql checkpoint manager is disabled and has no runs");
    }
  }

  private static void requireRunId(String id) {
    if (!RUN_ID.matcher(Objects.requireNonNull(id, "id")).matches()) {
      throw new IllegalArgumentException(
          "The id of a run must be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
  }

  /** Collects the options of a manager. Not thread-safe. */
  public static final class Builder {
    private final @Nullable String url;
    private final @Nullable DataSource source;
    private @Nullable String user;
    private @Nullable String password;
    private SchemaMode schema = DEFAULT_SCHEMA;
    private int poolSize = DEFAULT_POOL_SIZE;
    private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
    private Duration lockTimeout = DEFAULT_LOCK_TIMEOUT;
    private Duration heartbeat = DEFAULT_HEARTBEAT;
    private Retention retention = Retention.DEFAULTS;
    private @Nullable String run;
    private boolean enabled = true;

    private Builder(@Nullable String url, @Nullable DataSource source) {
      this.url = url;
      this.source = source;
    }

    /** The database user, and the password, which is shown nowhere. Not with a data source. */
    public Builder credentials(String user, String password) {
      this.user = Objects.requireNonNull(user, "user");
      this.password = Objects.requireNonNull(password, "password");
      return this;
    }

    /** What may be done to the tables; {@link SchemaMode#CREATE} by default. */
    public Builder schema(SchemaMode schema) {
      this.schema = Objects.requireNonNull(schema, "schema");
      return this;
    }

    /** The most connections, from 2 to {@value #MAX_POOL_SIZE}. Not with a data source. */
    public Builder poolSize(int poolSize) {
      if (poolSize < 2 || poolSize > MAX_POOL_SIZE) {
        throw new IllegalArgumentException(
            "poolSize must be from 2 to " + MAX_POOL_SIZE + " but was " + poolSize);
      }
      this.poolSize = poolSize;
      return this;
    }

    /** How long a call waits for a connection; 30 seconds by default. Not with a data source. */
    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = positive("connectTimeout", connectTimeout);
      return this;
    }

    /** How long a save waits for another one; 30 seconds by default. */
    public Builder lockTimeout(Duration lockTimeout) {
      this.lockTimeout = positive("lockTimeout", lockTimeout);
      return this;
    }

    /**
     * How often a run, and who computes a step, says that it is alive; 20 seconds by default, the
     * same in all processes.
     */
    public Builder heartbeat(Duration heartbeat) {
      this.heartbeat = positive("heartbeat", heartbeat);
      return this;
    }

    /** Which versions are kept; the current one and the one before it by default. */
    public Builder retention(Retention retention) {
      this.retention = Objects.requireNonNull(retention, "retention");
      return this;
    }

    /** The run that is current from the start; it is made at the first save if it is not there. */
    public Builder run(String id) {
      requireRunId(id);
      this.run = id;
      return this;
    }

    /** False for a manager that saves nothing and finds nothing. */
    public Builder enabled(boolean enabled) {
      this.enabled = enabled;
      return this;
    }

    private static Duration positive(String option, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(option + " must be positive but was " + value);
      }
      return value;
    }

    /**
     * Makes the manager. Nothing is opened, read or written.
     *
     * @throws dev.checkpoint4j.CheckpointConfigurationException if the URL is of a database that it
     *     does not know
     */
    public SqlCheckpointManager build() {
      SqlOptions options =
          new SqlOptions(schema, poolSize, connectTimeout, lockTimeout, heartbeat, retention, run);
      Connections connections =
          source != null
              ? new Connections(source, options)
              : new Connections(Objects.requireNonNull(url), user, password, options);
      AtomicReference<@Nullable String> current = new AtomicReference<>(run);
      return new SqlCheckpointManager(
          SqlShared.of(connections, options), current, current::get, enabled, true);
    }
  }
}
