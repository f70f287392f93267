package dev.checkpoint4j.sql;

/** What a manager may do to the tables of a database. None of them ever drops anything. */
public enum SchemaMode {
  /** Nothing: the tables must be there, at this library's version. */
  VALIDATE,
  /** Makes the tables where there are none; those of an older version are refused. The default. */
  CREATE,
  /** Makes the tables, and upgrades those of an older version with their data. */
  MIGRATE
}
