package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummariserTest {
  private static final Conversation BREAD =
      Samples.conversation(
          "bread",
          "Why is my bread dough flat? I like tea.",
          "Flat bread dough was left to rise too long. The dough needs rest. Nice weather today.",
          "Thanks!");

  @Test
  void theSentencesWithTheMostUsedWordsAreTakenInTheirOrder() {
    assertThat(Summariser.summarise(BREAD).summary())
        .isEqualTo(
            "Why is my bread dough flat? Flat bread dough was left to rise too long."
                + " The dough needs rest.");
  }

  @Test
  void allColumnsAreFilled() {
    ConversationSummary summary = Summariser.summarise(BREAD);

    assertThat(summary.chatId()).isEqualTo("bread");
    assertThat(summary.request()).isEqualTo("Why is my bread dough flat?");
    assertThat(summary.topic()).isEqualTo("dough, bread, flat");
    assertThat(summary.task()).isEqualTo("explain");
    assertThat(summary.languages()).containsExactly("english");
    assertThat(summary.concerningScore()).isEqualTo(1);
    assertThat(summary.userFrustration()).isEqualTo(1);
    assertThat(summary.assistantErrors()).isEmpty();
    assertThat(summary.metadata()).isEqualTo(Map.of("conversation_turns", 3, "model", "small"));
    assertThat(summary.embedding()).isNull();
  }

  @Test
  void aConversationWithNothingInItIsSummarisedByNulls() {
    for (Conversation empty :
        List.of(Samples.conversation("none"), Samples.conversation("blank", "", " \n"))) {
      ConversationSummary summary = Summariser.summarise(empty);

      assertThat(summary.summary()).isEmpty();
      assertThat(summary.request()).isNull();
      assertThat(summary.topic()).isNull();
      assertThat(summary.task()).isNull();
      assertThat(summary.languages()).isEmpty();
    }
  }

  @Test
  void aSentenceIsNotRepeated() {
    assertThat(Summariser.summarise(Samples.conversation("c", "Bread!", "Bread!")).summary())
        .isEqualTo("Bread!");
  }
}
