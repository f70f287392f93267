/**
 * Checkpoints in a relational database: {@code SqlCheckpointManager}, its runs, and the provider of
 * the format {@code sql}.
 */
@NullMarked
package dev.checkpoint4j.sql;

import org.jspecify.annotations.NullMarked;
