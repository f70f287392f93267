package dev.checkpoint4j.multi;

/** Parquet first; every save must be in both; the newest copy is read. */
class ParquetThenJsonlContractTest extends MultiContract {
  ParquetThenJsonlContractTest() {
    super("parquet", "jsonl", "save=quorum-2&load=newest-valid&on-failure=require-all");
  }
}
