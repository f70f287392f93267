/** Speed of the backends beside their peers, in one run; each benchmark checks its result. */
@NullMarked
package dev.checkpoint4j.benchmarks;

import org.jspecify.annotations.NullMarked;
