/** The Parquet backend: one {@code name.parquet} a checkpoint, with native nested columns. */
@NullMarked
package dev.checkpoint4j.parquet;

import org.jspecify.annotations.NullMarked;
