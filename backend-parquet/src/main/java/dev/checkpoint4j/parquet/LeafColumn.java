package dev.checkpoint4j.parquet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a row group has in one leaf, ready to be encoded: levels of all entries, and the physical
 * values that are there in one of the arrays, by the leaf's type.
 *
 * @param defs the definition level of each entry; null where it is always 0
 * @param reps the repetition level of each entry; null where it is always 0
 * @param count how many values there are, which may be fewer than the array has
 * @param array {@code boolean[]}, {@code int[]}, {@code long[]}, {@code float[]}, {@code double[]},
 *     {@code String[]} or {@code byte[][]}
 * @param outliers values that the type cannot hold; their row group is still 0
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
record LeafColumn(
    Shape.Leaf shape,
    int entries,
    byte @Nullable [] defs,
    byte @Nullable [] reps,
    int count,
    Object array,
    List<Outliers.Outlier> outliers) {}
