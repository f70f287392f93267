/** The proof that the example of a backend keeps every promise. */
@NullMarked
package dev.checkpoint4j.examples.backend;

import org.jspecify.annotations.NullMarked;
