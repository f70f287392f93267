package dev.checkpoint4j.sql;

import org.jspecify.annotations.Nullable;

/**
 * A row as it was read.
 *
 * @param position in the checkpoint, counted from 0
 * @param escaped whether its texts, and those of its lists, are {@linkplain Texts escaped}
 * @param check the {@linkplain RowCheck check value} that was stored with it
 * @param values one for each cell
 */
record StoredRow(long position, boolean escaped, long check, @Nullable Object[] values) {
  /** Whether it is what was saved. */
  boolean isIntact() {
    return RowCheck.of(position, values) == check;
  }
}
