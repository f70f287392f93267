/** What a backend implements, and what the core gives it. */
@NullMarked
package dev.checkpoint4j.spi;

import org.jspecify.annotations.NullMarked;
