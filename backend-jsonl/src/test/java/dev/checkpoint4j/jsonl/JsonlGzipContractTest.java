package dev.checkpoint4j.jsonl;

/** Every promise, for JSON Lines compressed with gzip. */
class JsonlGzipContractTest extends JsonlContract {
  @Override
  JsonlCompression compression() {
    return JsonlCompression.GZIP;
  }
}
