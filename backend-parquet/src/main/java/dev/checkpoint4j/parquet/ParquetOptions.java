package dev.checkpoint4j.parquet;

import org.jspecify.annotations.Nullable;

/**
 * How files are written and read.
 *
 * @param level of the compression; null for the codec's default
 * @param rowGroupBytes about how much heap the rows of a row group take before they are encoded
 * @param threads how many may work at once
 */
record ParquetOptions(
    Compression compression, @Nullable Integer level, int rowGroupBytes, int threads) {}
