/** The HuggingFace {@code datasets} directory: Arrow files mapped into memory. */
@NullMarked
package dev.checkpoint4j.arrow;

import org.jspecify.annotations.NullMarked;
