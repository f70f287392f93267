package dev.checkpoint4j.sql;

import dev.checkpoint4j.Retention;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The options of a manager. */
record SqlOptions(
    SchemaMode schema,
    int poolSize,
    Duration connectTimeout,
    Duration lockTimeout,
    Duration heartbeat,
    Retention retention,
    @Nullable String run) {}
