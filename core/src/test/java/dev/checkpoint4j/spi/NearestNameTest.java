package dev.checkpoint4j.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("concerning_score", "user_frustration", "topic");

  @Test
  void aSlipIsRecognised() {
    assertThat(NearestName.of("concerning_scroe", KNOWN)).contains("concerning_score");
    assertThat(NearestName.of("Topic", KNOWN)).contains("topic");
    assertThat(NearestName.of("topc", KNOWN)).contains("topic");
    assertThat(NearestName.of("frustration", KNOWN)).contains("user_frustration");
  }

  @Test
  void anotherWordIsNone() {
    assertThat(NearestName.of("price", KNOWN)).isEmpty();
    assertThat(NearestName.of("x", List.of())).isEmpty();
    assertThat(NearestName.of("", KNOWN)).isEmpty();
    assertThat(NearestName.hint("price", KNOWN)).isEmpty();
  }

  @Test
  void aHintEndsAMessage() {
    assertThat(NearestName.hint("topci", KNOWN)).isEqualTo("; did you mean \"topic\"?");
  }
}
