package dev.checkpoint4j.multi;

/** How several stores act as one. */
record MultiOptions(
    SaveStrategy save,
    LoadStrategy load,
    FailurePolicy policy,
    boolean parallel,
    boolean readRepair) {
  static final MultiOptions DEFAULTS =
      new MultiOptions(
          MultiCheckpointManager.DEFAULT_SAVE,
          MultiCheckpointManager.DEFAULT_LOAD,
          MultiCheckpointManager.DEFAULT_POLICY,
          true,
          false);
}
