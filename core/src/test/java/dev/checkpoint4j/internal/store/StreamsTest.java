package dev.checkpoint4j.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final long SEED = 20_261_121L;
  private static final int BLOCK = Sums.BLOCK_BYTES;

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(SEED + length).nextBytes(bytes);
    return bytes;
  }

  private static VerifiedInputStream verified(byte[] stored, Sums sums) {
    return new VerifiedInputStream(
        new ByteArrayInputStream(stored), sums, "Cannot load x", "Go on");
  }

  private static Sums sums(byte[] bytes) throws IOException {
    return Summer.of(new ByteArrayInputStream(bytes));
  }

  @Test
  void anyPortionsGiveTheSameBytesAndSums() throws IOException {
    Random random = new Random(SEED);
    for (int length :
        new int[] {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 12_345}) {
      byte[] bytes = random(length);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      SummingOutputStream out =
          new SummingOutputStream(file, Sums.BLOCK_BYTES, new Workers(1 + length % 3));
      int at = 0;
      while (at < length) {
        int n = Math.min(length - at, random.nextInt(random.nextBoolean() ? 10 : 2 * BLOCK));
        if (n == 0) {
          out.write(bytes[at++]);
        } else {
          out.write(bytes, at, n);
          at += n;
        }
        if (random.nextInt(20) == 0) {
          out.flush();
        }
      }
      Sums sums = out.finish();
      assertThat(file.toByteArray()).as("seed %d", SEED).isEqualTo(bytes);
      assertThat(sums.sha256()).isEqualTo(Sums.sha256Hex(bytes));
      assertThat(sums.sameBlocks(sums(bytes))).isTrue();
      assertThat(readInPortions(verified(bytes, sums), random)).isEqualTo(bytes);
      assertThat(verified(bytes, sums).readAllBytes()).isEqualTo(bytes);
    }
  }

  private static byte[] readInPortions(InputStream in, Random random) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[2 * BLOCK];
    while (true) {
      int offset = random.nextInt(10);
      int length = 1 + random.nextInt(random.nextBoolean() ? 100 : BLOCK + 1000);
      int n =
          random.nextInt(10) == 0 ? single(in, buffer, offset) : in.read(buffer, offset, length);
      if (n < 0) {
        return read.toByteArray();
      }
      read.write(buffer, offset, n);
    }
  }

  private static int single(InputStream in, byte[] buffer, int offset) throws IOException {
    int b = in.read();
    buffer[offset] = (byte) b;
    return b < 0 ? -1 : 1;
  }

  @Test
  void aReadFillsTheWholeArray() throws IOException {
    byte[] bytes = random(3 * BLOCK + 7);
    VerifiedInputStream in = verified(bytes, sums(bytes));
    byte[] target = new byte[2 * BLOCK + 3];
    assertThat(in.read(target)).isEqualTo(target.length);
    assertThat(in.available()).isEqualTo(bytes.length - target.length);
    assertThat(in.read(target)).isEqualTo(bytes.length - target.length);
    assertThat(in.read(target)).isEqualTo(-1);
    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.read(target, 0, 0)).isZero();
  }

  @Test
  void rightBlocksBeforeTheDamageComeOut() throws IOException {
    byte[] bytes = random(3 * BLOCK);
    Sums sums = sums(bytes);
    bytes[2 * BLOCK] ^= 1;
    VerifiedInputStream in = verified(bytes, sums);
    assertThat(in.readNBytes(2 * BLOCK)).hasSize(2 * BLOCK);
    assertThatThrownBy(in::read)
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessage("Cannot load x: bytes 524288 to 786431 are not those that were saved. Go on");
  }

  @Test
  void aShorterAndALongerFileAreFound() throws IOException {
    byte[] bytes = random(BLOCK + 10);
    Sums sums = sums(bytes);
    assertThatThrownBy(() -> verified(Arrays.copyOf(bytes, BLOCK + 9), sums).readAllBytes())
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining("the file ends after 262153 of 262154 bytes");
    assertThatThrownBy(() -> verified(Arrays.copyOf(bytes, BLOCK + 11), sums).readAllBytes())
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining("goes on after the 262154 bytes");
  }

  @Test
  void allMembersOfAGzipFileAreRead() throws IOException {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    for (int i = 0; i < 2; i++) {
      try (GZIPOutputStream member = new GZIPOutputStream(two)) {
        member.write(random(BLOCK));
      }
    }
    byte[] bytes = two.toByteArray();
    try (GZIPInputStream in = new GZIPInputStream(verified(bytes, sums(bytes)))) {
      assertThat(in.readAllBytes()).hasSize(2 * BLOCK);
    }
  }

  @Test
  void sumsThatDoNotFitTheLengthAreRefused() {
    String sha = "0".repeat(64);
    assertThatThrownBy(() -> new Sums(1, sha, new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sums(BLOCK, sha, new int[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sums(-1, sha, new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sums(0, sha.replace('0', 'G'), new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
