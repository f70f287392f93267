package dev.checkpoint4j.query;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes as the constant of a filter, such as {@code x'cafe'} in a textual one. Immutable and
 * thread-safe; equal if the bytes are.
 */
public final class Bytes {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Copies {@code content}. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Whether these are the same bytes. */
  public boolean contentEquals(byte[] other) {
    return Arrays.equals(content, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** As written in a textual filter: {@code x'cafe'}. */
  @Override
  public String toString() {
    return "x'" + HexFormat.of().formatHex(content) + "'";
  }
}
