/**
 * Columns as arrays: what columnar backends decode files into and encode them from. A {@link
 * dev.checkpoint4j.spi.column.ColumnBatch} holds some rows, one vector a column; builders collect
 * the rows of a save; readers give canonical values back.
 */
@NullMarked
package dev.checkpoint4j.spi.column;

import org.jspecify.annotations.NullMarked;
