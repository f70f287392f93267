package dev.checkpoint4j.internal.query;

import java.util.Map;

/** A condition on a row, prepared to be evaluated. Immutable. */
public abstract class Node {
  Node() {}

  /** One of {@link Kleene}'s. */
  abstract int evaluate(Map<String, Object> row);

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
  }
}
