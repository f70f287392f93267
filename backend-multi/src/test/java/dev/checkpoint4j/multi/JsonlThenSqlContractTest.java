package dev.checkpoint4j.multi;

/** Files with a database as the backup. */
class JsonlThenSqlContractTest extends MultiContract {
  JsonlThenSqlContractTest() {
    super("jsonl", "sql", "load=newest-valid&on-failure=best-effort");
  }
}
