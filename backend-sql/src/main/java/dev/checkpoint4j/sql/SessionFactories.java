package dev.checkpoint4j.sql;

import java.util.EnumMap;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;

/**
 * Hibernate's factories, one for each database product and shared by all managers of the JVM:
 * building one takes a second, and it holds no connection, since each session is opened on one of
 * the manager's pool.
 */
final class SessionFactories {
  private static final Map<Database, SessionFactory> BUILT = new EnumMap<>(Database.class);

  private SessionFactories() {}

  static SessionFactory of(Database database) {
    synchronized (BUILT) {
      return BUILT.computeIfAbsent(database, SessionFactories::build);
    }
  }

  private static SessionFactory build(Database database) {
    Configuration configuration = new Configuration();
    configuration.addAnnotatedClass(RunEntity.class);
    configuration.addAnnotatedClass(RowsetEntity.class);
    configuration.addAnnotatedClass(CheckpointEntity.class);
    configuration.addAnnotatedClass(VersionEntity.class);
    configuration.addAnnotatedClass(TagEntity.class);
    configuration.addAnnotatedClass(StepEntity.class);
    configuration.setProperty(JdbcSettings.DIALECT, database.dialect());
    configuration.getProperties().put(JdbcSettings.CONNECTION_PROVIDER, new NoConnections());
    configuration.setProperty("hibernate.boot.allow_jdbc_metadata_access", "false");
    // The migrations make the tables; Hibernate never changes any.
    configuration.setProperty("hibernate.hbm2ddl.auto", "none");
    return configuration.buildSessionFactory();
  }
}
