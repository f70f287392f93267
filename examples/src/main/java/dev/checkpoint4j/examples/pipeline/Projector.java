package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.ProjectedCluster;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** Lays clusters out on a plane by the two directions in which they differ most (PCA). */
final class Projector {
  private Projector() {}

  /**
   * Clusters with coordinates.
   *
   * @param centres the vectors of the clusters, in the same order
   */
  static List<ProjectedCluster> project(List<Cluster> clusters, List<double[]> centres) {
    double[][] plane = plane(centres);
    List<ProjectedCluster> projected = new ArrayList<>();
    for (int i = 0; i < clusters.size(); i++) {
      Cluster cluster = clusters.get(i);
      int level = cluster.parentId() == null ? 0 : 1;
      projected.add(cluster.at(plane[0][i], plane[1][i], level));
    }
    return projected;
  }

  /** Two rows of coordinates; zeros where there are too few points for a direction. */
  static double[][] plane(List<double[]> points) {
    double[][] plane = new double[2][points.size()];
    if (points.size() < 2) {
      return plane;
    }
    // A few points in many dimensions: their inner products have the same directions as the
    // covariance and are the smaller matrix.
    EigenDecomposition directions = new EigenDecomposition(innerProducts(points));
    for (int axis = 0; axis < plane.length; axis++) {
      double variance = Math.max(0, directions.getRealEigenvalue(axis));
      double[] direction = directions.getEigenvector(axis).toArray();
      double scale = StrictMath.sqrt(variance) * sign(direction);
      for (int i = 0; i < direction.length; i++) {
        // Adding zero turns -0.0 into 0.0.
        plane[axis][i] = direction[i] * scale + 0.0;
      }
    }
    return plane;
  }

  private static RealMatrix innerProducts(List<double[]> points) {
    double[] mean = Vectors.mean(points);
    List<double[]> centred = points.stream().map(point -> minus(point, mean)).toList();
    double[][] products = new double[points.size()][points.size()];
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] = Vectors.dot(centred.get(i), centred.get(j));
        products[j][i] = products[i][j];
      }
    }
    return MatrixUtils.createRealMatrix(products);
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  /** An axis has no natural direction: the point farthest out is put on the positive side. */
  private static int sign(double[] direction) {
    double farthest = 0;
    for (double value : direction) {
      farthest = Math.abs(value) > Math.abs(farthest) ? value : farthest;
    }
    return farthest < 0 ? -1 : 1;
  }
}
