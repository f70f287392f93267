package dev.checkpoint4j.kit;

/**
 * What a few backends cannot do by their nature. A backend that lacks one says why in {@link
 * CheckpointContract#gaps}; the tests that need it are then skipped with that reason. Everything
 * else in the contract has no way out.
 */
public enum Capability {
  /** A stream that is open goes on over its version while the checkpoint is replaced or deleted. */
  SNAPSHOT_STREAMS,
  /** A second manager on the same place sees what the first one saved. */
  SHARED_PLACE,
  /** Names that differ in case alone are two checkpoints. */
  CASE_SENSITIVE_NAMES,
  /** Rows with no class give back the exact Java type of each value. */
  EXACT_MAP_ROWS,
  /** Fingerprints are kept with the records. */
  FINGERPRINTS,
  /** Older versions can be read, tagged and brought back. */
  VERSIONS,
  /** The parts of a half-done step outlive the manager. */
  RESUMABLE_STEPS
}
