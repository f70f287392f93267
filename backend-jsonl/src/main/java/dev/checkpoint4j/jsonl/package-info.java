/** Checkpoints as JSON Lines: one UTF-8 JSON object a line. */
@NullMarked
package dev.checkpoint4j.jsonl;

import org.jspecify.annotations.NullMarked;
