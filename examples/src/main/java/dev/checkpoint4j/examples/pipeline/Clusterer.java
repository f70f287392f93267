package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.ConversationSummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Groups summaries by what they are about, and groups those groups again. */
final class Clusterer {
  private static final int CHILDREN_PER_PARENT = 3;

  private final Map<String, ConversationSummary> byId = new HashMap<>();
  private final List<ConversationSummary> embedded;
  private final ClusterNames names;

  /** For summaries that have an embedding. */
  Clusterer(List<ConversationSummary> embedded) {
    this.embedded = embedded;
    embedded.forEach(summary -> byId.put(summary.chatId(), summary));
    names = new ClusterNames(embedded);
  }

  /** At most {@code count} clusters; each conversation is in one of them. */
  List<Cluster> cluster(int count) {
    List<double[]> vectors = embedded.stream().map(Clusterer::vector).toList();
    List<Cluster> clusters = new ArrayList<>();
    for (List<Integer> group : KMeans.group(vectors, count)) {
      clusters.add(describe("cluster", group.stream().map(embedded::get).toList()));
    }
    return clusters;
  }

  /** Parents, each followed by its children, which are the given clusters with a parent's id. */
  List<Cluster> parents(List<Cluster> clusters) {
    List<double[]> centres = clusters.stream().map(this::centre).toList();
    int count = (clusters.size() + CHILDREN_PER_PARENT - 1) / CHILDREN_PER_PARENT;
    List<Cluster> hierarchy = new ArrayList<>();
    for (List<Integer> group : KMeans.group(centres, count)) {
      List<Cluster> children = group.stream().map(clusters::get).toList();
      Cluster parent = describe("parent", members(children));
      hierarchy.add(parent);
      children.forEach(child -> hierarchy.add(child.withParentId(parent.id())));
    }
    return hierarchy;
  }

  /** The direction of the mean of the embeddings of a cluster's conversations. */
  double[] centre(Cluster cluster) {
    return Vectors.normalise(
        Vectors.mean(members(List.of(cluster)).stream().map(Clusterer::vector).toList()));
  }

  private Cluster describe(String kind, List<ConversationSummary> members) {
    List<String> chatIds = members.stream().map(ConversationSummary::chatId).toList();
    List<String> keywords = names.keywords(members);
    String id = id(kind, chatIds);
    return new Cluster(
        id,
        ClusterNames.name(keywords),
        description(members, keywords),
        ClusterNames.slug(keywords, "cluster_" + id.substring(0, 8)),
        chatIds,
        null);
  }

  private static String description(List<ConversationSummary> members, List<String> keywords) {
    double[] centre = Vectors.mean(members.stream().map(Clusterer::vector).toList());
    String typical =
        members.stream()
            .max(Comparator.comparingDouble(summary -> Vectors.dot(vector(summary), centre)))
            .map(ConversationSummary::request)
            .orElse("");
    String about = keywords.isEmpty() ? "" : " about " + String.join(", ", keywords);
    return members.size() + " conversations" + about + ". A typical request: " + typical;
  }

  private List<ConversationSummary> members(List<Cluster> clusters) {
    return clusters.stream()
        .flatMap(cluster -> cluster.chatIds().stream())
        .map(this::summary)
        .toList();
  }

  private ConversationSummary summary(String chatId) {
    ConversationSummary summary = byId.get(chatId);
    if (summary == null) {
      throw new PipelineException(
          "A cluster names the conversation \"%s\", which has no summary".formatted(chatId));
    }
    return summary;
  }

  private static double[] vector(ConversationSummary summary) {
    double @Nullable [] vector = summary.embedding();
    if (vector == null || vector.length != Embedder.DIMENSIONS) {
      throw new PipelineException(
          "The summary of conversation \"%s\" must have an embedding of %d numbers but has %s"
              .formatted(
                  summary.chatId(), Embedder.DIMENSIONS, vector == null ? "none" : vector.length));
    }
    return vector;
  }

  /** From the members, not at random: the same clusters have the same ids in every run. */
  private static String id(String kind, List<String> chatIds) {
    String members = kind + '\n' + String.join("\n", chatIds);
    return UUID.nameUUIDFromBytes(members.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
