/** Programs that a newcomer runs and copies from. */
@NullMarked
package dev.checkpoint4j.examples;

import org.jspecify.annotations.NullMarked;
