package dev.checkpoint4j.jsonl;

/** Every promise, for plain JSON Lines on the default number of threads. */
class JsonlContractTest extends JsonlContract {
  @Override
  JsonlCompression compression() {
    return JsonlCompression.NONE;
  }
}
