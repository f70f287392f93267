package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.record.ProjectedCluster;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows a hierarchy of clusters as an indented list. */
final class ClusterTree {
  private static final int MAX_LINES = 40;

  private ClusterTree() {}

  static void print(List<ProjectedCluster> clusters, PrintWriter out) {
    out.println();
    clusters.stream().limit(MAX_LINES).map(ClusterTree::line).forEach(out::println);
    if (clusters.size() > MAX_LINES) {
      out.println("... and " + (clusters.size() - MAX_LINES) + " more");
    }
    out.flush();
  }

  private static String line(ProjectedCluster cluster) {
    return String.format(
        Locale.ROOT,
        "%s%s (%d) at %.2f, %.2f",
        "  ".repeat(cluster.level()),
        cluster.name(),
        cluster.count(),
        cluster.x(),
        cluster.y());
  }
}
