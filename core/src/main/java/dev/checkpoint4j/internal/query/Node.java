package dev.checkpoint4j.internal.query;

import dev.checkpoint4j.spi.column.ColumnVector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A condition on a row, prepared to be evaluated. Immutable. */
public abstract class Node {
  Node() {}

  /** One of {@link Kleene}'s. */
  abstract int evaluate(Map<String, Object> row);

  /** The same for each of some rows. */
  abstract byte[] evaluate(VectorRows rows);

  /** For each of some rows whether it is true, neither false nor unknown. */
  public final boolean[] areTrue(VectorRows rows) {
    byte[] truths = evaluate(rows);
    boolean[] kept = new boolean[truths.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = truths[i] == Kleene.TRUE;
    }
    return kept;
  }

  final byte[] evaluateEach(VectorRows rows) {
    byte[] truths = new byte[rows.size()];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = (byte) evaluate(rows.row(i));
    }
    return truths;
  }

  /** Whether it is true for a row, neither false nor unknown. */
  public final boolean isTrue(Map<String, Object> row) {
    return evaluate(row) == Kleene.TRUE;
  }

  /** A condition on the value at a path; unknown if it is null. */
  static final class Value extends Node {
    private final RowPath path;
    private final ValueCheck test;

    Value(RowPath path, ValueCheck test) {
      this.path = path;
      this.test = test;
    }

    @Override
    int evaluate(Map<String, Object> row) {
      Object value = path.in(row);
      return value == null ? Kleene.UNKNOWN : test.test(value);
    }

    @Override
    byte[] evaluate(VectorRows rows) {
      List<ColumnVector> vectors = rows.plain(path);
      return vectors == null ? evaluateEach(rows) : VectorTruths.of(test, vectors, rows.size());
    }
  }

  /** Nothing at a path. */
  static final class Missing extends Node {
    private final RowPath path;

    Missing(RowPath path) {
      this.path = path;
    }

    @Override
    int evaluate(Map<String, Object> row) {
      return Kleene.of(path.in(row) == null);
    }

    @Override
    byte[] evaluate(VectorRows rows) {
      List<ColumnVector> vectors = rows.plain(path);
      return vectors == null ? evaluateEach(rows) : VectorTruths.missing(vectors, rows.size());
    }
  }

  /** The opposite. */
  static final class Not extends Node {
    private final Node node;

    Not(Node node) {
      this.node = node;
    }

    @Override
    int evaluate(Map<String, Object> row) {
      return Kleene.not(node.evaluate(row));
    }

    @Override
    byte[] evaluate(VectorRows rows) {
      byte[] truths = node.evaluate(rows);
      for (int i = 0; i < truths.length; i++) {
        truths[i] = (byte) Kleene.not(truths[i]);
      }
      return truths;
    }
  }

  /** All of some. */
  static final class And extends Node {
    private final Node[] nodes;

    And(Node[] nodes) {
      this.nodes = nodes;
    }

    @Override
    int evaluate(Map<String, Object> row) {
      int truth = Kleene.TRUE;
      for (int i = 0; i < nodes.length && truth != Kleene.FALSE; i++) {
        truth = Math.min(truth, nodes[i].evaluate(row));
      }
      return truth;
    }

    @Override
    byte[] evaluate(VectorRows rows) {
      byte[] truths = new byte[rows.size()];
      Arrays.fill(truths, (byte) Kleene.TRUE);
      for (Node node : nodes) {
        byte[] own = node.evaluate(rows);
        for (int i = 0; i < truths.length; i++) {
          truths[i] = (byte) Math.min(truths[i], own[i]);
        }
      }
      return truths;
    }
  }

  /** Any of some. */
  static final class Or extends Node {
    private final Node[] nodes;

    Or(Node[] nodes) {
      this.nodes = nodes;
    }

    @Override
    int evaluate(Map<String, Object> row) {
      int truth = Kleene.FALSE;
      for (int i = 0; i < nodes.length && truth != Kleene.TRUE; i++) {
        truth = Math.max(truth, nodes[i].evaluate(row));
      }
      return truth;
    }

    @Override
    byte[] evaluate(VectorRows rows) {
      byte[] truths = new byte[rows.size()];
      Arrays.fill(truths, (byte) Kleene.FALSE);
      for (Node node : nodes) {
        byte[] own = node.evaluate(rows);
        for (int i = 0; i < truths.length; i++) {
          truths[i] = (byte) Math.max(truths[i], own[i]);
        }
      }
      return truths;
    }
  }
}
