package dev.checkpoint4j.multi;

/** JSON Lines first, Parquet as the backup, with the defaults. */
class JsonlThenParquetContractTest extends MultiContract {
  JsonlThenParquetContractTest() {
    super("jsonl", "parquet", "");
  }
}
