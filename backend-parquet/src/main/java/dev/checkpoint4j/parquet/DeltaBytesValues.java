package dev.checkpoint4j.parquet;

import java.util.Arrays;

/** Strings: how much each shares with the one before, then the rest of each. */
final class DeltaBytesValues extends PageValues {
  private final int[] prefixes;
  private final int[] suffixes;
  private final byte[] page;
  private final int end;
  private int position;
  private int next;
  private byte[] last = {};
  private int lastLength;

  DeltaBytesValues(byte[] page, int from, int to) {
    DeltaDecoder shared = new DeltaDecoder(page, from, to);
    this.prefixes = DeltaLengthValues.lengths(shared);
    DeltaDecoder rest = new DeltaDecoder(page, shared.endPosition(), to);
    this.suffixes = DeltaLengthValues.lengths(rest);
    this.page = page;
    this.end = to;
    this.position = rest.endPosition();
    require(prefixes.length == suffixes.length);
  }

  private void advance() {
    int prefix = prefixes[next];
    int suffix = suffixes[next++];
    require(prefix <= lastLength && suffix <= end - position);
    int length = Limits.size("the length of a value", (long) prefix + suffix, Limits.PAGE_BYTES);
    if (length > last.length) {
      last = Arrays.copyOf(last, Math.max(length, 2 * Math.min(last.length, 1 << 20)));
    }
    System.arraycopy(page, position, last, prefix, suffix);
    position += suffix;
    lastLength = length;
  }

  @Override
  void read(LeafValues to, int count) {
    require(count <= prefixes.length - next);
    to.leaveDictionary();
    int first = to.add(count);
    for (int i = 0; i < count; i++) {
      advance();
      to.setBytes(first + i, last, 0, lastLength);
    }
  }

  @Override
  void skip(int count) {
    require(count <= prefixes.length - next);
    for (int i = 0; i < count; i++) {
      advance();
    }
  }
}
