package dev.checkpoint4j.multi;

/** A dataset with a database; whichever is faster is read. */
class DatasetThenSqlContractTest extends MultiContract {
  DatasetThenSqlContractTest() {
    super("hf-dataset", "sql", "load=fastest");
  }
}
