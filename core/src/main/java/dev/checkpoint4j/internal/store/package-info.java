/**
 * The file store: naming, atomic commit, durability, locking, manifests and cleanup for all file
 * formats.
 */
@NullMarked
package dev.checkpoint4j.internal.store;

import org.jspecify.annotations.NullMarked;
