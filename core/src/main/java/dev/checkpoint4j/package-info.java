/** What an application uses: open a {@code CheckpointManager}, save, load, query. */
@NullMarked
package dev.checkpoint4j;

import org.jspecify.annotations.NullMarked;
