/** Half-done steps: what is known, what is missing, and how it becomes a checkpoint. */
@NullMarked
package dev.checkpoint4j.internal.step;

import org.jspecify.annotations.NullMarked;
