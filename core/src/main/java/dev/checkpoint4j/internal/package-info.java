/** Not for applications: may change in any release. */
@NullMarked
package dev.checkpoint4j.internal;

import org.jspecify.annotations.NullMarked;
