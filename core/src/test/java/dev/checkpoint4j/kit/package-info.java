/**
 * The contract test kit: every promise of the library as a test, for every backend to run. A
 * backend's test module extends {@link dev.checkpoint4j.kit.CheckpointContract}, or {@link
 * dev.checkpoint4j.kit.FileBackendContract} if it keeps files.
 */
@NullMarked
package dev.checkpoint4j.kit;

import org.jspecify.annotations.NullMarked;
