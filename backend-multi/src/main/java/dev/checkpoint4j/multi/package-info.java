/** Several stores as one, repair between their copies, and migration from store to store. */
@NullMarked
package dev.checkpoint4j.multi;

import org.jspecify.annotations.NullMarked;
