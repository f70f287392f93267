/** Looks into users' classes; the implementation of {@code RecordBinding}. */
@NullMarked
package dev.checkpoint4j.internal.bind;

import org.jspecify.annotations.NullMarked;
