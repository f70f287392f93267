package dev.checkpoint4j.examples.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.JDKRandomGenerator;

/** Splits vectors into groups of near ones. The seed is fixed: same vectors, same groups. */
final class KMeans {
  private static final int SEED = 20_261_121;
  private static final int MAX_ITERATIONS = 100;

  /** Each trial begins elsewhere; the one whose groups are tightest counts. */
  private static final int TRIALS = 5;

  private KMeans() {}

  /**
   * At most {@code groups} lists of positions in {@code vectors}, each ascending, ordered by their
   * first; none is empty.
   */
  static List<List<Integer>> group(List<double[]> vectors, int groups) {
    int possible = Math.min(groups, vectors.size());
    if (possible == 0) {
      return List.of();
    }
    List<List<Integer>> found = new ArrayList<>();
    for (CentroidCluster<Point> cluster : tightest(points(vectors), possible)) {
      if (!cluster.getPoints().isEmpty()) {
        found.add(cluster.getPoints().stream().map(Point::position).sorted().toList());
      }
    }
    found.sort(Comparator.comparing(positions -> positions.get(0)));
    return found;
  }

  private static List<CentroidCluster<Point>> tightest(List<Point> points, int groups) {
    JDKRandomGenerator random = new JDKRandomGenerator();
    random.setSeed(SEED);
    KMeansPlusPlusClusterer<Point> clusterer =
        new KMeansPlusPlusClusterer<>(groups, MAX_ITERATIONS, new EuclideanDistance(), random);
    List<CentroidCluster<Point>> best = clusterer.cluster(points);
    for (int trial = 1; trial < TRIALS; trial++) {
      List<CentroidCluster<Point>> next = clusterer.cluster(points);
      best = spread(next) < spread(best) ? next : best;
    }
    return best;
  }

  /** The sum of squared distances between the vectors and the centres of their groups. */
  private static double spread(List<CentroidCluster<Point>> clusters) {
    EuclideanDistance distance = new EuclideanDistance();
    double sum = 0;
    for (CentroidCluster<Point> cluster : clusters) {
      for (Point point : cluster.getPoints()) {
        double far = distance.compute(point.getPoint(), cluster.getCenter().getPoint());
        sum += far * far;
      }
    }
    return sum;
  }

  private static List<Point> points(List<double[]> vectors) {
    return IntStream.range(0, vectors.size()).mapToObj(i -> new Point(i, vectors.get(i))).toList();
  }

  private static final class Point implements Clusterable {
    private final int position;
    private final double[] vector;

    Point(int position, double[] vector) {
      this.position = position;
      this.vector = vector;
    }

    int position() {
      return position;
    }

    @Override
    public double[] getPoint() {
      return vector;
    }
  }
}
