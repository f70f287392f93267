package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.record.Cluster;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** A connection that drops at the commit, before it or after it was done. */
class CommitOutcomeTest {
  private final AtomicBoolean dropping = new AtomicBoolean();
  private boolean afterwards;

  private static List<Cluster> clusters(String id) {
    return List.of(new Cluster(id, "n", "d", "s", List.of(), null));
  }

  private DataSource source(String name) {
    JdbcDataSource real = new JdbcDataSource();
    real.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          Object result = call(real, method, arguments);
          return result instanceof Connection connection ? dropping(connection) : result;
        });
  }

  private Connection dropping(Connection real) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("commit") && dropping.get()) {
            if (afterwards) {
              real.commit();
            }
            throw new SQLException("An I/O error occurred for secret-words", "08006");
          }
          return call(real, method, arguments);
        });
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            CommitOutcomeTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private void dropAtCommit(String expected) {
    try (SqlCheckpointManager manager =
        SqlCheckpointManager.builder(source("outcome" + afterwards)).build()) {
      manager.save("c", Cluster.class, clusters("old"));
      dropping.set(true);
      assertThatThrownBy(() -> manager.save("c", Cluster.class, clusters("new")))
          .isInstanceOf(CommitOutcomeUnknownException.class)
          .hasMessageContaining("may or may not")
          .satisfies(e -> assertThat(everything(e)).doesNotContain("secret-words"));
      dropping.set(false);
      assertThat(manager.load("c", Cluster.class)).contains(clusters(expected));
      manager.save("c", Cluster.class, clusters("again"));
      assertThat(manager.load("c", Cluster.class)).contains(clusters("again"));
    }
  }

  private static String everything(Throwable thrown) {
    java.io.StringWriter text = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  @Test
  void aConnectionThatDropsBeforeTheCommitWasDoneIsUnknown() {
    afterwards = false;
    dropAtCommit("old");
  }

  @Test
  void aConnectionThatDropsAfterTheCommitWasDoneIsUnknownToo() {
    afterwards = true;
    dropAtCommit("new");
  }

  @Test
  void aFailureBeforeTheCommitIsAFailure() {
    AtomicBoolean failing = new AtomicBoolean();
    DataSource source = source("failure");
    DataSource refusing =
        proxy(
            DataSource.class,
            (self, method, arguments) -> {
              if (failing.get()) {
                throw new SQLException("no more connections", "08001");
              }
              return call(source, method, arguments);
            });
    try (SqlCheckpointManager manager = SqlCheckpointManager.builder(refusing).build()) {
      manager.save("c", Cluster.class, clusters("old"));
      failing.set(true);
      assertThatThrownBy(() -> manager.save("c", Cluster.class, clusters("new")))
          .isInstanceOf(CheckpointIOException.class)
          .isNotInstanceOf(CommitOutcomeUnknownException.class);
      failing.set(false);
      assertThat(manager.load("c", Cluster.class)).contains(clusters("old"));
    }
  }
}
