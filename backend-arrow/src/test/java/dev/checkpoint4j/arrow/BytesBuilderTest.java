package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.spi.RowProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BytesBuilderTest {
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20_261_121);
  private static final int[] ALPHABETS = {0x80, 0x100, 0x180, 0x900, 0x11000};

  @Test
  void textsOfAllAlphabetsAreUtf8InBuffersThatHeldOthers() {
    Random random = new Random(SEED);
    BytesBuilder builder = new BytesBuilder();
    for (int batch = 0; batch < 200; batch++) {
      List<String> texts = new ArrayList<>();
      for (int i = random.nextInt(batch % 20 == 0 ? 900 : 20); i > 0; i--) {
        texts.add(text(random, ALPHABETS[random.nextInt(ALPHABETS.length)]));
      }
      assertThat(decoded(texts, builder)).as("seed %d", SEED).isEqualTo(texts);
    }
  }

  private static String text(Random random, int end) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(70); i > 0; i--) {
      int c = random.nextInt(end);
      text.appendCodePoint(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c);
    }
    return text.toString();
  }

  private static List<String> decoded(List<String> texts, BytesBuilder builder) {
    builder.clear();
    texts.forEach(builder::addString);
    EncodedBatch batch = new EncodedBatch(texts.size());
    builder.addTo(batch);
    byte[] offsets = batch.buffers().get(1);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int from = (int) Little.INT.get(offsets, i * Integer.BYTES);
      int to = (int) Little.INT.get(offsets, (i + 1) * Integer.BYTES);
      found.add(new String(batch.buffers().get(2), from, to - from, StandardCharsets.UTF_8));
    }
    assertThat(batch.length(1)).isEqualTo((texts.size() + 1) * Integer.BYTES);
    return found;
  }

  @Test
  void charactersWhoseLowByteIsAsciiAreNotTakenForAscii() {
    List<String> texts = List.of("\u0141\u0142", "a\u2041", "?", "\u00e9");
    assertThat(decoded(texts, new BytesBuilder())).isEqualTo(texts);
  }

  @Test
  void unpairedSurrogatesAreRefusedWhereverTheyStand() {
    for (String text : List.of("\ud800", "\udc00x", "?\ud83d", "\udc00\ud800", "\u00e9\ud800")) {
      assertThatThrownBy(() -> decoded(List.of(text), new BytesBuilder()))
          .isInstanceOf(RowProblem.class)
          .hasMessageContaining("unpaired surrogate");
    }
  }
}
