package dev.checkpoint4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** The codecs written here against the libraries that everybody has. */
class BlockCodecsTest {
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20261121);
  private static final int MARGIN = 7;

  private final Random random = new Random(SEED);

  private List<byte[]> samples() {
    System.out.println("blocks: -Dcheckpoint4j.seed=" + SEED);
    List<byte[]> samples = new ArrayList<>();
    for (int length = 0; length < 300; length++) {
      samples.add(sample(length, 1 + random.nextInt(4)));
    }
    for (int i = 0; i < 200; i++) {
      samples.add(sample(random.nextInt(200_000), 1 + random.nextInt(255)));
    }
    samples.add(new byte[300_000]);
    return samples;
  }

  /** Bytes of so many different values, in which earlier ones often come again. */
  private byte[] sample(int length, int values) {
    byte[] bytes = new byte[length];
    int at = 0;
    while (at < length) {
      int run = Math.min(length - at, 1 + random.nextInt(90));
      if (at > 0 && random.nextBoolean()) {
        int from = random.nextInt(at);
        for (int i = 0; i < run; i++) {
          bytes[at + i] = bytes[from + i];
        }
      } else {
        for (int i = 0; i < run; i++) {
          bytes[at + i] = (byte) random.nextInt(values);
        }
      }
      at += run;
    }
    return bytes;
  }

  private static byte[] compress(PageCodec codec, byte[] sample) throws IOException {
    byte[] shifted = new byte[sample.length + MARGIN];
    System.arraycopy(sample, 0, shifted, MARGIN, sample.length);
    Bytes out = new Bytes(MARGIN);
    out.put(new byte[MARGIN], 0, MARGIN);
    codec.compress(shifted, MARGIN, sample.length, out);
    return Arrays.copyOfRange(out.array(), MARGIN, out.size());
  }

  private static byte[] decompress(PageCodec codec, byte[] compressed, int size)
      throws IOException {
    byte[] out = new byte[size + 2 * MARGIN];
    codec.decompress(compressed, 0, compressed.length, out, MARGIN, size);
    for (int i = 0; i < MARGIN; i++) {
      assertThat(out[i]).isZero();
      assertThat(out[size + MARGIN + i]).isZero();
    }
    return Arrays.copyOfRange(out, MARGIN, size + MARGIN);
  }

  @Test
  void snappyOfOursIsReadByTheLibraryAndTheOtherWayRound() throws IOException {
    SnappyCodec ours = new SnappyCodec();
    for (byte[] sample : samples()) {
      byte[] compressed = compress(ours, sample);
      assertThat(Snappy.uncompress(compressed)).isEqualTo(sample);
      assertThat(decompress(ours, compressed, sample.length)).isEqualTo(sample);
      assertThat(decompress(ours, Snappy.compress(sample), sample.length)).isEqualTo(sample);
    }
  }

  @Test
  void lz4OfOursIsReadByTheLibraryAndTheOtherWayRound() throws IOException {
    Lz4Codec ours = new Lz4Codec();
    LZ4Factory library = LZ4Factory.safeInstance();
    for (byte[] sample : samples()) {
      byte[] compressed = compress(ours, sample);
      byte[] read = new byte[sample.length];
      assertThat(library.safeDecompressor().decompress(compressed, read)).isEqualTo(read.length);
      assertThat(read).isEqualTo(sample);
      assertThat(decompress(ours, compressed, sample.length)).isEqualTo(sample);
      byte[] other = library.fastCompressor().compress(sample);
      assertThat(decompress(ours, other, sample.length)).isEqualTo(sample);
    }
  }

  @Test
  void damagedBlocksAreRefusedOrGiveAsManyBytes() throws IOException {
    byte[] sample = sample(5000, 9);
    for (PageCodec codec : List.of(new SnappyCodec(), new Lz4Codec())) {
      byte[] whole = compress(codec, sample);
      int refused = 0;
      for (int i = 0; i < 20_000; i++) {
        byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(3));
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          assertThat(decompress(codec, damaged, sample.length)).hasSize(sample.length);
        } catch (IOException e) {
          refused++;
        }
      }
      assertThat(refused).isPositive();
    }
  }

  @Test
  void aBlockOfAnotherSizeIsRefused() throws IOException {
    for (PageCodec codec : List.of(new SnappyCodec(), new Lz4Codec())) {
      byte[] block = compress(codec, sample(1000, 9));
      assertThatThrownBy(() -> decompress(codec, block, 999)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> decompress(codec, block, 1001)).isInstanceOf(IOException.class);
    }
  }
}
