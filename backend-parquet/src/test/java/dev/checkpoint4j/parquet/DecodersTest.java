package dev.checkpoint4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.spi.RowProblem;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;

/** What is decoded several values at once is what is decoded one by one. */
class DecodersTest {
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20261121L);

  private final Random random = new Random(SEED);

  DecodersTest() {
    System.out.println("decoders: -Dcheckpoint4j.seed=" + SEED);
  }

  /** Levels in one bit-packed run, as every writer may pack them. */
  private static byte[] packed(byte[] levels, int width) {
    int groups = (levels.length + 7) / 8;
    Bytes out = new Bytes(16);
    out.putVarint(groups << 1 | 1);
    for (int at = 0; at < groups * 8; at += 8) {
      long bits = 0;
      for (int k = 0; k < 8 && at + k < levels.length; k++) {
        bits |= (long) levels[at + k] << (k * width);
      }
      for (int k = 0; k < width; k++) {
        out.put((int) (bits >>> (k * 8)));
      }
    }
    return out.toArray();
  }

  @Test
  void levelsArePassedAndReadInAnyPieces() {
    for (int max = 1; max <= 6; max++) {
      for (int round = 0; round < 200; round++) {
        byte[] levels = new byte[1 + random.nextInt(70)];
        for (int i = 0; i < levels.length; i++) {
          levels[i] = (byte) random.nextInt(max + 1);
        }
        byte[] data = packed(levels, RleEncoder.width(max));
        RleDecoder decoder = new RleDecoder(data, 0, data.length, RleEncoder.width(max));
        int passed = random.nextInt(levels.length);
        decoder.skip(passed);
        byte[] read = new byte[levels.length];
        int greatest = 0;
        for (int at = passed; at < levels.length; ) {
          int count = Math.min(levels.length - at, 1 + random.nextInt(40));
          greatest += decoder.readLevels(read, at, count, max);
          at += count;
        }
        assertThat(Arrays.copyOfRange(read, passed, read.length))
            .isEqualTo(Arrays.copyOfRange(levels, passed, levels.length));
        int expected = 0;
        for (int i = passed; i < levels.length; i++) {
          expected += levels[i] == max ? 1 : 0;
        }
        assertThat(greatest).isEqualTo(expected);
      }
    }
  }

  @Test
  void aLevelThatIsTooHighIsRefusedWhereverItStands() {
    for (int at = 0; at < 24; at++) {
      byte[] levels = new byte[24];
      levels[at] = 3;
      byte[] data = packed(levels, 2);
      RleDecoder decoder = new RleDecoder(data, 0, data.length, 2);
      assertThatThrownBy(() -> decoder.readLevels(new byte[24], 0, 24, 2))
          .isInstanceOf(RowProblem.class)
          .hasMessageContaining("a level is 3 where at most 2 is possible");
    }
  }

  @Test
  void splitDoublesAreReadInAnyPieces() {
    for (int round = 0; round < 300; round++) {
      long[] bits = random.longs(random.nextInt(100)).toArray();
      Bytes page = new Bytes(16);
      new Encoders.Split(bits, Long.BYTES).encode(0, bits.length, page);
      byte[] exact = page.toArray();
      SplitValues values = new SplitValues(Type.DOUBLE, Long.BYTES, exact, 0, exact.length);
      LeafValues to = new LeafValues(Type.DOUBLE, false);
      int passed = random.nextInt(bits.length + 1);
      values.skip(passed);
      for (int at = passed; at < bits.length; ) {
        int count = Math.min(bits.length - at, 1 + random.nextInt(30));
        values.read(to, count);
        at += count;
      }
      for (int i = passed; i < bits.length; i++) {
        assertThat(Double.doubleToRawLongBits(to.doubles[i - passed])).isEqualTo(bits[i]);
      }
    }
  }

  @Test
  void theNextRowIsFoundFromEveryPlace() {
    for (int round = 0; round < 300; round++) {
      byte[] reps = new byte[random.nextInt(60)];
      for (int i = 0; i < reps.length; i++) {
        reps[i] = (byte) (random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(200));
      }
      int end = random.nextInt(reps.length + 1);
      for (int from = 0; from <= end; from++) {
        int expected = from;
        while (expected < end && reps[expected] != 0) {
          expected++;
        }
        assertThat(LeafBatch.nextRow(reps, from, end)).isEqualTo(expected);
      }
    }
  }
}
