package dev.checkpoint4j.multi;

/** A dataset with a database; the newest copy is read, and copied back. */
class DatasetThenSqlContractTest extends MultiContract {
  DatasetThenSqlContractTest() {
    super("hf-dataset", "sql", "load=newest-valid&read-repair=true");
  }
}
