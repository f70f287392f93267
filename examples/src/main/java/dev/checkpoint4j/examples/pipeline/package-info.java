/** The main example: a pipeline over conversations, each step kept as a checkpoint. */
@NullMarked
package dev.checkpoint4j.examples.pipeline;

import org.jspecify.annotations.NullMarked;
