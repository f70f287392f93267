package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangesTest {
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20_261_122);

  private static List<Long> positions(Ranges ranges) {
    List<Long> positions = new ArrayList<>();
    for (int range = 0; range < ranges.count(); range++) {
      assertThat(ranges.before(range)).isEqualTo(positions.size());
      for (int i = 0; i < ranges.length(range); i++) {
        positions.add(ranges.start(range) + i);
      }
    }
    return positions;
  }

  @Test
  void oneRange() {
    Ranges ranges = Ranges.of(5, 3);
    assertThat(positions(ranges)).containsExactly(5L, 6L, 7L);
    assertThat(ranges.size()).isEqualTo(3);
    assertThat(ranges.end()).isEqualTo(8);
    assertThat(Ranges.of(5, 0).size()).isZero();
  }

  @Test
  void whatIsKept() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      BitSet kept = new BitSet();
      int rows = random.nextInt(70);
      List<Long> expected = new ArrayList<>();
      int density = 1 + random.nextInt(6);
      for (int i = 0; i < rows; i++) {
        if (random.nextInt(density) == 0) {
          kept.set(i);
          expected.add(1_000L + i);
        }
      }
      Ranges ranges = Ranges.of(1_000, kept);
      assertThat(positions(ranges)).isEqualTo(expected);
      assertThat(ranges.size()).isEqualTo(expected.size());
      assertThat(ranges.end())
          .isEqualTo(expected.isEmpty() ? 0 : expected.get(expected.size() - 1) + 1);
      for (long position = 990; position < 1_080; position++) {
        assertThat(ranges.indexOf(position)).isEqualTo(expected.indexOf(position));
      }
    }
  }

  @Test
  void emptyRangesAreNoHindrance() {
    Ranges ranges = new Ranges(new long[] {3, 5, 5, 5, 9, 9}, new int[] {0, 2, 2, 3, 3, 5, 5});
    assertThat(positions(ranges)).containsExactly(3L, 4L, 5L, 9L, 10L);
    assertThat(ranges.indexOf(5)).isEqualTo(2);
    assertThat(ranges.indexOf(6)).isEqualTo(-1);
    assertThat(ranges.indexOf(10)).isEqualTo(4);
    assertThat(ranges.indexOf(2)).isEqualTo(-1);
  }
}
