/** The records of a conversation pipeline, stored with the names that Python Kura gives them. */
@NullMarked
package dev.checkpoint4j.record;

import org.jspecify.annotations.NullMarked;
