/** The command {@code checkpoints}. */
@NullMarked
package dev.checkpoint4j.cli;

import org.jspecify.annotations.NullMarked;
