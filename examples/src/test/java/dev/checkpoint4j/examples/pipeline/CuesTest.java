package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.record.Conversation;
import org.junit.jupiter.api.Test;

class CuesTest {
  @Test
  void aCalmConversationHasTheLowestScores() {
    Conversation calm = Samples.conversation("c", "How do I boil an egg?", "Six minutes.");

    assertThat(Cues.concern(calm)).isEqualTo(1);
    assertThat(Cues.frustration(calm)).isEqualTo(1);
    assertThat(Cues.admissions(calm)).isEmpty();
  }

  @Test
  void eachKindOfCueRaisesTheScoreOnce() {
    assertThat(Cues.concern(Samples.conversation("c", "A bomb, a bomb, a bomb"))).isEqualTo(2);
    assertThat(Cues.concern(Samples.conversation("c", "hack it for revenge"))).isEqualTo(3);
  }

  @Test
  void scoresEndAtFive() {
    Conversation all =
        Samples.conversation(
            "c", "Kill with a bomb, hack, illegal, undetectable, for revenge, untraceable");

    assertThat(Cues.concern(all)).isEqualTo(5);
  }

  @Test
  void onlyTheUserIsScored() {
    Conversation polite = Samples.conversation("c", "Hello", "A bomb is wrong!! Again!!");

    assertThat(Cues.concern(polite)).isEqualTo(1);
    assertThat(Cues.frustration(polite)).isEqualTo(1);
  }

  @Test
  void frustrationIsSeenInSeveralLanguagesAndInShouting() {
    assertThat(Cues.frustration(Samples.conversation("c", "Das funktioniert nicht"))).isEqualTo(2);
    assertThat(Cues.frustration(Samples.conversation("c", "ANSWER THIS NOW"))).isEqualTo(2);
    assertThat(Cues.frustration(Samples.conversation("c", "It still doesn't work!!")))
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void theAssistantsAdmissionsAreQuoted() {
    Conversation corrected =
        Samples.conversation("c", "That is not so", "You're right, my mistake. It is Canberra.");

    assertThat(Cues.admissions(corrected)).containsExactly("You're right, my mistake.");
  }
}
