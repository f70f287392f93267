/** The check that the documents say what the code does. */
@NullMarked
package dev.checkpoint4j.examples.docs;

import org.jspecify.annotations.NullMarked;
