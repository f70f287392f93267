/** Fingerprints and the reuse of what was computed before. */
@NullMarked
package dev.checkpoint4j.internal.reuse;

import org.jspecify.annotations.NullMarked;
