package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EqualTextsTest {
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20_261_122);

  private static Texts.Window window(List<String> texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] starts = new int[texts.size() + 1];
    for (int i = 0; i < texts.size(); i++) {
      bytes.writeBytes(texts.get(i).getBytes(StandardCharsets.UTF_8));
      starts[i + 1] = bytes.size();
    }
    // What a thread used before lies behind.
    bytes.writeBytes(new byte[] {1, 2, 3});
    return new Texts.Window(bytes.toByteArray(), starts);
  }

  private static int shared(List<String> texts) {
    EqualTexts equal = new EqualTexts(window(texts), texts.size());
    int shared = 0;
    for (int i = 0; i < texts.size(); i++) {
      int first = equal.firstOf(i);
      assertThat(first).isLessThan(i);
      if (first >= 0) {
        assertThat(texts.get(first)).isEqualTo(texts.get(i));
        shared++;
      }
    }
    return shared;
  }

  @Test
  void findsTextsThatAreThere() {
    List<String> texts = new ArrayList<>();
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      int number = random.nextInt(100);
      texts.add("x".repeat(number % 40) + number + "y".repeat(number / 40));
    }
    assertThat(shared(texts)).isGreaterThan(4_500);
    assertThat(shared(List.of("", "", "a", "", "a", "b"))).isEqualTo(3);
    assertThat(shared(List.of())).isZero();
  }

  @Test
  void textsThatDifferWhereNobodyLooksAreNotEqual() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder("-".repeat(400));
      text.setCharAt(i, (char) ('a' + i % 26));
      texts.add(text.toString());
    }
    assertThat(shared(texts)).isZero();
  }

  @Test
  void givesUpWhereAllDiffer() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      texts.add("a text " + i);
    }
    texts.addAll(texts.subList(990, 1_000));
    assertThat(shared(texts)).isZero();
  }
}
