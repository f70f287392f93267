package dev.checkpoint4j.jsonl;

/** How a JSON Lines file is compressed. The codec decides the file's ending. */
public enum JsonlCompression {
  /** Plain text, {@code .jsonl}: the default, which every tool reads. */
  NONE(".jsonl", 0, 0, 0),
  /** {@code .jsonl.gz}: one gzip member (RFC 1952). Levels 1 to 9, 6 by default. */
  GZIP(".jsonl.gz", 1, 6, 9),
  /**
   * {@code .jsonl.zst}: one zstd frame (RFC 8878) with a checksum; several times as fast as gzip.
   * Levels 1 to 19, 3 by default. Needs {@code com.github.luben:zstd-jni}.
   */
  ZSTD(".jsonl.zst", 1, 3, 19);

  private final String ending;
  private final int minLevel;
  private final int defaultLevel;
  private final int maxLevel;

  JsonlCompression(String ending, int minLevel, int defaultLevel, int maxLevel) {
    this.ending = ending;
    this.minLevel = minLevel;
    this.defaultLevel = defaultLevel;
    this.maxLevel = maxLevel;
  }

  String ending() {
    return ending;
  }

  int minLevel() {
    return minLevel;
  }

  int defaultLevel() {
    return defaultLevel;
  }

  int maxLevel() {
    return maxLevel;
  }
}
