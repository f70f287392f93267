package dev.checkpoint4j.multi;

/** One store after the other; the first alone is read. */
class DatasetThenJsonlContractTest extends MultiContract {
  DatasetThenJsonlContractTest() {
    super("hf-dataset", "jsonl", "load=priority&on-failure=fail-fast&parallel=false");
  }
}
