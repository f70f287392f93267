/** Columns and their types, as every backend sees a record. */
@NullMarked
package dev.checkpoint4j.schema;

import org.jspecify.annotations.NullMarked;
