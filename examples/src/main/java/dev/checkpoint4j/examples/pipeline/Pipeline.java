package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.ConversationSummary;
import dev.checkpoint4j.record.ProjectedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The six steps, each fed by the ones before it. Checkpoints have the names that Kura gives. */
final class Pipeline {
  private final StepRunner steps;

  Pipeline(StepRunner steps) {
    this.steps = steps;
  }

  /** Runs what is not there yet and returns the last step's result. */
  List<ProjectedCluster> run(ConversationSource source, int clusterCount) {
    List<Conversation> conversations =
        steps.run("conversations", Conversation.class, progress -> source.load());

    List<ConversationSummary> summaries =
        steps.run(
            "summaries",
            ConversationSummary.class,
            progress -> each(progress, conversations, Summariser::summarise));

    List<ConversationSummary> embedded =
        steps.run(
            "embedded",
            ConversationSummary.class,
            progress -> each(progress, summaries, new Embedder(summaries)::embed));

    Clusterer clusterer = new Clusterer(embedded);
    List<Cluster> clusters =
        steps.run("clusters", Cluster.class, progress -> clusterer.cluster(clusterCount));

    List<Cluster> hierarchy =
        steps.run("meta_clusters", Cluster.class, progress -> clusterer.parents(clusters));

    return steps.run(
        "dimensionality",
        ProjectedCluster.class,
        progress -> Projector.project(hierarchy, each(progress, hierarchy, clusterer::centre)));
  }

  private static <A, B> List<B> each(Progress progress, List<A> inputs, Function<A, B> compute) {
    List<B> results = new ArrayList<>(inputs.size());
    for (A input : inputs) {
      results.add(compute.apply(input));
      progress.show(results.size(), inputs.size());
    }
    return results;
  }
}
