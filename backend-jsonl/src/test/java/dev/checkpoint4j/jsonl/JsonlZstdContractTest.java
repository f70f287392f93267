package dev.checkpoint4j.jsonl;

/** Every promise, for JSON Lines compressed with zstd. */
class JsonlZstdContractTest extends JsonlContract {
  @Override
  JsonlCompression compression() {
    return JsonlCompression.ZSTD;
  }
}
