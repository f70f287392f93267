package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.examples.pipeline.StepRunner.Made;
import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.ProjectedCluster;
import java.util.List;

/** The six steps, each fed by the ones before it. Checkpoints have the names that Kura gives. */
final class Pipeline {
  private final StepRunner steps;

  Pipeline(StepRunner steps) {
    this.steps = steps;
  }

  /** Runs what is not there yet and returns the last step's result. */
  List<ProjectedCluster> run(ConversationSource source, int clusterCount) {
    Made<Conversation> conversations =
        steps.whole(
            "conversations",
            Conversation.class,
            Fingerprint.of().digest("input", source.digest()),
            source::load);

    Made<ConversationSummary> summaries =
        steps.each(
            "summaries",
            ConversationSummary.class,
            conversations,
            Conversation::chatId,
            Summariser::summarise);

    Embedder embedder = new Embedder(summaries.records());
    Made<ConversationSummary> embedded =
        steps.each(
            "embedded",
            ConversationSummary.class,
            summaries,
            ConversationSummary::chatId,
            embedder::embed);

    Clusterer clusterer = new Clusterer(embedded.records());
    Made<Cluster> clusters =
        steps.whole(
            "clusters",
            Cluster.class,
            Fingerprint.of()
                .upstream("embedded", embedded.fingerprint())
                .param("clusters", clusterCount),
            () -> clusterer.cluster(clusterCount));

    Made<Cluster> hierarchy =
        steps.whole(
            "meta_clusters",
            Cluster.class,
            Fingerprint.of().upstream("clusters", clusters.fingerprint()),
            () -> clusterer.parents(clusters.records()));

    return steps
        .whole(
            "dimensionality",
            ProjectedCluster.class,
            Fingerprint.of().upstream("meta_clusters", hierarchy.fingerprint()),
            () ->
                Projector.project(
                    hierarchy.records(),
                    hierarchy.records().stream().map(clusterer::centre).toList()))
        .records();
  }
}
