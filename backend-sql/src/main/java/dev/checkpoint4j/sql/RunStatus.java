package dev.checkpoint4j.sql;

/** Where a run is. */
public enum RunStatus {
  /** Its process is at work: it was heard of within the last three heartbeats. */
  RUNNING,
  /** It ended well. */
  COMPLETED,
  /** It ended with an error. */
  FAILED,
  /** It never ended, and its process was not heard of for three heartbeats. */
  ABANDONED
}
