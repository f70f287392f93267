package dev.checkpoint4j.examples.pipeline;

import java.util.Collection;

/** Arithmetic on vectors. */
final class Vectors {
  private Vectors() {}

  /** Scales to length 1 in place; a vector of zeros stays as it is. */
  static double[] normalise(double[] vector) {
    double length = StrictMath.sqrt(dot(vector, vector));
    for (int i = 0; length > 0 && i < vector.length; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double[] mean(Collection<double[]> vectors) {
    double[] mean = new double[Embedder.DIMENSIONS];
    for (double[] vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i] / vectors.size();
      }
    }
    return mean;
  }
}
