package dev.checkpoint4j.internal.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a file's bytes are known by: their number, a CRC32C for each block of them (the last one may
 * be shorter), and SHA-256 of them all. Immutable.
 */
final class Sums {
  /** Of files that are read in order. */
  static final int BLOCK_BYTES = 256 * 1024;

  /** Of files that are mapped, where a little of one column must not cost a block of the others. */
  static final int MAPPED_BLOCK_BYTES = 16 * 1024;

  private static final int HEX_CHARS_PER_BLOCK = 8;
  private static final int SHA256_HEX_CHARS = 64;

  private final long bytes;
  private final int blockBytes;
  private final String sha256;
  private final int[] blocks;

  /** With blocks of {@link #BLOCK_BYTES}. */
  Sums(long bytes, String sha256, int[] blocks) {
    this(bytes, BLOCK_BYTES, sha256, blocks);
  }

  /**
   * Takes the array over.
   *
   * @throws IllegalArgumentException if the parts do not fit each other
   */
  Sums(long bytes, int blockBytes, String sha256, int[] blocks) {
    if (blockBytes != BLOCK_BYTES && blockBytes != MAPPED_BLOCK_BYTES) {
      throw new IllegalArgumentException(
          "\"blockBytes\" must be " + MAPPED_BLOCK_BYTES + " or " + BLOCK_BYTES);
    }
    if (bytes < 0 || blocks.length != (bytes + blockBytes - 1) / blockBytes) {
      throw new IllegalArgumentException(
          bytes + " bytes cannot have " + blocks.length + " block checksums");
    }
    if (sha256.length() != SHA256_HEX_CHARS || !sha256.chars().allMatch(Sums::isHex)) {
      throw new IllegalArgumentException("a SHA-256 has 64 lower-case hex digits");
    }
    this.bytes = bytes;
    this.blockBytes = blockBytes;
    this.sha256 = sha256;
    this.blocks = blocks;
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  long bytes() {
    return bytes;
  }

  /** The length of each block but the last. */
  int blockBytes() {
    return blockBytes;
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
    return bytes == other.bytes
        && blockBytes == other.blockBytes
        && Arrays.equals(blocks, other.blocks);
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
    for (int i = 0; i < hex.length(); i++) {
      int block = i / HEX_CHARS_PER_BLOCK;
      blocks[block] = blocks[block] << 4 | HexFormat.fromHexDigit(hex.charAt(i));
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
