package dev.checkpoint4j.internal.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a file's bytes are known by: their number, a CRC32C for each block of {@link #BLOCK_BYTES}
 * (the last one may be shorter), and SHA-256 of them all. Immutable.
 */
final class Sums {
  static final int BLOCK_BYTES = 256 * 1024;

  private static final int HEX_CHARS_PER_BLOCK = 8;
  private static final int SHA256_HEX_CHARS = 64;

  private final long bytes;
  private final String sha256;
  private final int[] blocks;

  /**
   * Takes the array over.
   *
   * @throws IllegalArgumentException if the parts do not fit each other
   */
  Sums(long bytes, String sha256, int[] blocks) {
    if (bytes < 0 || blocks.length != (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES) {
      throw new IllegalArgumentException(
          bytes + " bytes cannot have " + blocks.length + " block checksums");
    }
    if (sha256.length() != SHA256_HEX_CHARS || !sha256.chars().allMatch(Sums::isHex)) {
      throw new IllegalArgumentException("a SHA-256 has 64 lower-case hex digits");
    }
    this.bytes = bytes;
    this.sha256 = sha256;
    this.blocks = blocks;
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  long bytes() {
    return bytes;
  }

  /** In lower-case hex. */
  String sha256() {
    return sha256;
  }

  /** The CRC32C of a block, counted from 0. */
  int block(int index) {
    return blocks[index];
  }

  boolean sameBlocks(Sums other) {
    return bytes == other.bytes && Arrays.equals(blocks, other.blocks);
  }

  /** All block checksums, eight hex digits each. */
  String blocksHex() {
    StringBuilder hex = new StringBuilder(blocks.length * HEX_CHARS_PER_BLOCK);
    for (int block : blocks) {
      hex.append(HexFormat.of().toHexDigits(block));
    }
    return hex.toString();
  }

  /** The inverse of {@link #blocksHex}. */
  static int[] blocksOf(String hex) {
    if (hex.length() % HEX_CHARS_PER_BLOCK != 0) {
      throw new IllegalArgumentException("block checksums have eight hex digits each");
    }
    int[] blocks = new int[hex.length() / HEX_CHARS_PER_BLOCK];
    for (int i = 0; i < blocks.length; i++) {
      int from = i * HEX_CHARS_PER_BLOCK;
      blocks[i] = HexFormat.fromHexDigits(hex, from, from + HEX_CHARS_PER_BLOCK);
    }
    return blocks;
  }

  static String sha256Hex(byte[] data) {
    return HexFormat.of().formatHex(newSha256().digest(data));
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
