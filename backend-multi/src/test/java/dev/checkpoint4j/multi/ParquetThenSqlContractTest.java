package dev.checkpoint4j.multi;

/** Parquet with a database that must not fail. */
class ParquetThenSqlContractTest extends MultiContract {
  ParquetThenSqlContractTest() {
    super("parquet", "sql", "on-failure=require-all");
  }
}
