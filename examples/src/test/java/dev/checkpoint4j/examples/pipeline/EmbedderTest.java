package dev.checkpoint4j.examples.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.checkpoint4j.record.ConversationSummary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbedderTest {
  private static final List<ConversationSummary> SUMMARIES =
      Samples.ofThreeTopics(9).stream().map(Summariser::summarise).toList();
  private static final Embedder EMBEDDER = new Embedder(SUMMARIES);

  @Test
  void vectorsHaveLengthOne() {
    for (ConversationSummary summary : SUMMARIES) {
      double[] vector = requireNonNull(EMBEDDER.embed(summary).embedding());

      assertThat(vector).hasSize(Embedder.DIMENSIONS);
      assertThat(Vectors.dot(vector, vector)).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aTextWithoutMeaningIsAllZeros() {
    assertThat(EMBEDDER.vector("it is 42")).containsOnly(0.0);
  }

  @Test
  void textsAboutTheSameAreNearerThanOthers() {
    double[] bread = EMBEDDER.vector("bread from the oven, flour and yeast");
    double[] dough = EMBEDDER.vector("a dough of flour and yeast");
    double[] train = EMBEDDER.vector("the train station and the ticket");

    assertThat(Vectors.dot(bread, dough)).isGreaterThan(Vectors.dot(bread, train) + 0.2);
  }

  @Test
  void rareWordsWeighMore() {
    Embedder embedder = of("bread zebra", "bread zebra", "bread", "bread");
    double[] both = embedder.vector("bread zebra");

    assertThat(Vectors.dot(both, embedder.vector("zebra")))
        .isGreaterThan(Vectors.dot(both, embedder.vector("bread")));
  }

  @Test
  void aWordOfOneSummaryAloneDoesNotCount() {
    Embedder embedder = of("bread zebra", "bread");

    assertThat(embedder.vector("bread zebra")).isEqualTo(embedder.vector("bread"));
  }

  @Test
  void longWordsThatBeginAlikeAreOne() {
    Embedder embedder = of("sentence", "sentences");

    assertThat(embedder.vector("sentence")).isEqualTo(embedder.vector("sentences")).contains(1.0);
  }

  @Test
  void everythingElseStaysAsItIs() {
    ConversationSummary embedded = EMBEDDER.embed(SUMMARIES.get(0));

    assertThat(embedded.chatId()).isEqualTo(SUMMARIES.get(0).chatId());
    assertThat(embedded.metadata()).isEqualTo(SUMMARIES.get(0).metadata());
    assertThat(embedded.summary()).isEqualTo(SUMMARIES.get(0).summary());
  }

  private static Embedder of(String... texts) {
    return new Embedder(
        Stream.of(texts)
            .map(text -> Summariser.summarise(Samples.conversation(text, text)))
            .toList());
  }
}
