package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import dev.checkpoint4j.spi.Options;
import java.nio.file.Path;

/**
 * Opens {@code sql:file.db} and {@code sql:jdbc:…} with the options {@code user}, {@code password},
 * {@code schema} (validate, create, migrate), {@code pool-size}, {@code connect-timeout}, {@code
 * lock-timeout}, {@code heartbeat}, {@code keep}, {@code keep-for}, {@code keep-bytes}, {@code run}
 * and {@code enabled}. Stateless and thread-safe.
 */
public final class SqlProvider implements CheckpointProvider {
  /** For {@link java.util.ServiceLoader}. */
  public SqlProvider() {}

  @Override
  public String format() {
    return "sql";
  }

  @Override
  public CheckpointConfig parse(String rest) {
    return rest.startsWith("jdbc:") ? JdbcUrls.parse(rest) : CheckpointProvider.super.parse(rest);
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    Options options = new Options(config);
    String location = config.location();
    SqlCheckpointManager.Builder builder =
        location.startsWith("jdbc:")
            ? SqlCheckpointManager.builder(location)
            : SqlCheckpointManager.builder(Path.of(location));
    String user = options.text("user", "");
    String password = options.text("password", "");
    if (!user.isEmpty() || !password.isEmpty()) {
      builder.credentials(user, password);
    }
    builder.schema(options.choice("schema", SqlCheckpointManager.DEFAULT_SCHEMA));
    builder.poolSize(
        (int)
            options.number(
                "pool-size",
                SqlCheckpointManager.DEFAULT_POOL_SIZE,
                2,
                SqlCheckpointManager.MAX_POOL_SIZE));
    builder.connectTimeout(
        options.duration("connect-timeout", SqlCheckpointManager.DEFAULT_CONNECT_TIMEOUT));
    builder.lockTimeout(
        options.duration("lock-timeout", SqlCheckpointManager.DEFAULT_LOCK_TIMEOUT));
    builder.heartbeat(options.duration("heartbeat", SqlCheckpointManager.DEFAULT_HEARTBEAT));
    builder.retention(options.retention());
    builder.enabled(options.flag("enabled", true));
    String run = options.text("run", "");
    if (!run.isEmpty() && !run.matches("[A-Za-z0-9._-]{1,64}")) {
      options.bad("run", "must be 1 to 64 of the characters A-Z a-z 0-9 . _ -", run);
    } else if (!run.isEmpty()) {
      builder.run(run);
    }
    options.check();
    return builder.build();
  }
}
