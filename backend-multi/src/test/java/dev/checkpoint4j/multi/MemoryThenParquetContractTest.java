package dev.checkpoint4j.multi;

/** Memory in front of files; whichever is faster is read. */
class MemoryThenParquetContractTest extends MultiContract {
  MemoryThenParquetContractTest() {
    super("memory", "parquet", "load=fastest&on-failure=best-effort&read-repair=true");
  }
}
