package dev.checkpoint4j.multi;

/** Every save must be in both; the newest copy is read. */
class ParquetThenDatasetContractTest extends MultiContract {
  ParquetThenDatasetContractTest() {
    super("parquet", "hf-dataset", "save=quorum-2&load=newest-valid&on-failure=require-all");
  }
}
