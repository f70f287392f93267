package dev.checkpoint4j.parquet;

import java.util.List;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.jspecify.annotations.Nullable;

/**
 * A column chunk that is ready to be written. Offsets in it count from the chunk's first byte.
 *
 * @param dictionaryBytes how much of the bytes the dictionary page takes
 * @param bloom a filter of its values; null where it would not pay
 * @param columnIndex the ranges of its pages; null where they have none
 */
record EncodedChunk(
    Bytes bytes,
    int dictionaryBytes,
    ColumnMetaData meta,
    @Nullable BloomFilter bloom,
    @Nullable ColumnIndex columnIndex,
    OffsetIndex offsetIndex,
    List<Outliers.Outlier> outliers) {}
