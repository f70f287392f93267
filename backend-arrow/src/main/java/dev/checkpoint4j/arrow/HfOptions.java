package dev.checkpoint4j.arrow;

/**
 * How files are written and read.
 *
 * @param maxShardBytes how long a file may become before the next one begins
 * @param batchRows the most rows of a record batch
 * @param threads how many may work at once
 */
record HfOptions(Compression compression, long maxShardBytes, int batchRows, int threads) {}
