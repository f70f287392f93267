package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ClustererTest {
  private static final List<ConversationSummary> EMBEDDED =
      Samples.embedded(Samples.ofThreeTopics(30));

  @Test
  void conversationsAboutTheSameShareACluster() {
    List<Cluster> clusters = new Clusterer(EMBEDDED).cluster(3);

    assertThat(clusters).hasSize(3);
    for (int topic = 0; topic < 3; topic++) {
      int remainder = topic;
      assertThat(clusters.get(topic).chatIds())
          .hasSize(10)
          .allMatch(id -> Integer.parseInt(id.substring(1)) % 3 == remainder);
    }
  }

  @Test
  void aClusterIsNamedByWordsThatSetItApart() {
    Cluster bread = new Clusterer(EMBEDDED).cluster(3).get(0);

    assertThat(bread.name()).matches("[A-Z]\\w+, \\w+, \\w+");
    assertThat(List.of(bread.name().toLowerCase(Locale.ROOT).split(", ")))
        .isSubsetOf("sourdough", "bread", "oven", "flour", "yeast", "dough");
    assertThat(bread.slug()).matches("[a-z]+_[a-z]+_[a-z]+");
    assertThat(bread.description()).startsWith("10 conversations about ");
    assertThat(bread.id()).matches("[0-9a-f]{32}");
    assertThat(bread.parentId()).isNull();
  }

  @Test
  void theSameInputGivesTheSameClusters() {
    assertThat(new Clusterer(EMBEDDED).cluster(5)).isEqualTo(new Clusterer(EMBEDDED).cluster(5));
  }

  @Test
  void moreClustersThanConversationsGiveOneForEach() {
    List<ConversationSummary> two = EMBEDDED.subList(0, 2);

    assertThat(new Clusterer(two).cluster(10)).hasSize(2);
  }

  @Test
  void noConversationsGiveNoClusters() {
    Clusterer clusterer = new Clusterer(List.of());

    assertThat(clusterer.cluster(10)).isEmpty();
    assertThat(clusterer.parents(List.of())).isEmpty();
  }

  @Test
  void equalConversationsDoNotDisturbTheGrouping() {
    List<Conversation> same =
        List.of("a", "b", "c", "d").stream()
            .map(id -> Samples.conversation(id, "bread", "oven"))
            .toList();

    assertThat(new Clusterer(Samples.embedded(same)).cluster(3))
        .flatMap(Cluster::chatIds)
        .containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void eachParentIsFollowedByItsChildrenAndHasTheirConversations() {
    Clusterer clusterer = new Clusterer(EMBEDDED);
    List<Cluster> clusters = clusterer.cluster(7);
    List<Cluster> hierarchy = clusterer.parents(clusters);

    List<Cluster> parents = hierarchy.stream().filter(c -> c.parentId() == null).toList();
    assertThat(parents).hasSize(3);
    assertThat(hierarchy).hasSize(7 + 3);
    for (Cluster parent : parents) {
      List<Cluster> children =
          hierarchy.stream().filter(c -> parent.id().equals(c.parentId())).toList();
      int first = hierarchy.indexOf(parent) + 1;
      assertThat(hierarchy.subList(first, first + children.size())).isEqualTo(children);
      assertThat(children)
          .flatMap(Cluster::chatIds)
          .containsExactlyInAnyOrderElementsOf(parent.chatIds());
    }
    assertThat(hierarchy).extracting(Cluster::id).doesNotHaveDuplicates();
  }

  @Test
  void aSummaryWithoutAnEmbeddingIsNamed() {
    ConversationSummary plain = Summariser.summarise(Samples.conversation("c7", "bread"));

    assertThatThrownBy(() -> new Clusterer(List.of(plain)).cluster(1))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining("\"c7\"")
        .hasMessageContaining("but has none");
  }

  @Test
  void aSlugOfOtherScriptsFallsBack() {
    assertThat(ClusterNames.slug(List.of("京都", "寺"), "cluster_1")).isEqualTo("cluster_1");
    assertThat(ClusterNames.slug(List.of("größe", "été"), "x")).isEqualTo("gro_e_ete");
  }
}
