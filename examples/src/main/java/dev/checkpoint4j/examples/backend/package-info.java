/**
 * A complete small backend: checkpoints as JSON arrays, the code of {@code
 * docs/adding-a-backend.md}.
 */
@NullMarked
package dev.checkpoint4j.examples.backend;

import org.jspecify.annotations.NullMarked;
