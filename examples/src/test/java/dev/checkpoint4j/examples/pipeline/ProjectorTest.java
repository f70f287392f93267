package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.checkpoint4j.record.Cluster;
import dev.checkpoint4j.record.ProjectedCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectorTest {
  @Test
  void distancesOfPointsOnAPlaneAreKept() {
    double[][] plane = Projector.plane(List.of(at(0, 0), at(6, 0), at(6, 2), at(0, 2)));

    assertThat(Math.hypot(plane[0][0] - plane[0][1], plane[1][0] - plane[1][1]))
        .isCloseTo(6, within(1e-9));
    assertThat(Math.hypot(plane[0][1] - plane[0][2], plane[1][1] - plane[1][2]))
        .isCloseTo(2, within(1e-9));
  }

  @Test
  void theFirstAxisIsThatOfTheGreatestDifferences() {
    double[][] plane = Projector.plane(List.of(at(0, 0), at(10, 1), at(20, 0)));

    assertThat(Math.abs(plane[0][2] - plane[0][0])).isCloseTo(20, within(1e-6));
    assertThat(Math.abs(plane[1][2] - plane[1][0])).isCloseTo(0, within(1e-6));
  }

  @Test
  void tooFewPointsLieAtTheOrigin() {
    assertThat(Projector.plane(List.of())[0]).isEmpty();
    assertThat(Projector.plane(List.of(at(3, 4)))[1]).containsExactly(0.0);
  }

  @Test
  void equalPointsLieAtTheOrigin() {
    assertThat(Projector.plane(List.of(at(3, 4), at(3, 4)))[0]).containsExactly(0.0, 0.0);
  }

  @Test
  void parentsAreLevelZeroAndChildrenLevelOne() {
    Cluster parent = new Cluster("p", "P", "d", "p", List.of("x"), null);
    Cluster child = new Cluster("c", "C", "d", "c", List.of("x"), "p");

    List<ProjectedCluster> projected =
        Projector.project(List.of(parent, child), List.of(at(0, 0), at(3, 0)));

    assertThat(projected).extracting(ProjectedCluster::level).containsExactly(0, 1);
    assertThat(projected.get(1).parentId()).isEqualTo("p");
    assertThat(projected.get(1).chatIds()).containsExactly("x");
  }

  private static double[] at(double x, double y) {
    double[] point = new double[Embedder.DIMENSIONS];
    point[3] = x;
    point[200] = y;
    return point;
  }
}
