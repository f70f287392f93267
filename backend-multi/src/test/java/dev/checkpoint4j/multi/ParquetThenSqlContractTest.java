package dev.checkpoint4j.multi;

/** Parquet with a database behind it, written one after the other. */
class ParquetThenSqlContractTest extends MultiContract {
  ParquetThenSqlContractTest() {
    super("parquet", "sql", "parallel=false");
  }
}
