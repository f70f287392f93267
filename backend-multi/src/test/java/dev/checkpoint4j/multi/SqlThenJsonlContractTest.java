package dev.checkpoint4j.multi;

/** A database with files as the backup. */
class SqlThenJsonlContractTest extends MultiContract {
  SqlThenJsonlContractTest() {
    super("sql", "jsonl", "load=first-found&on-failure=require-primary");
  }
}
