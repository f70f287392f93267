/** A file system that fails, or stops for good, at an operation of the test's choice. */
@NullMarked
package dev.checkpoint4j.kit.fs;

import org.jspecify.annotations.NullMarked;
