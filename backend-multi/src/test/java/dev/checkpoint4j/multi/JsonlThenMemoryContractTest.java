package dev.checkpoint4j.multi;

/** One store after the other; the first alone is read. */
class JsonlThenMemoryContractTest extends MultiContract {
  JsonlThenMemoryContractTest() {
    super("jsonl", "memory", "load=priority&on-failure=fail-fast&parallel=false");
  }
}
