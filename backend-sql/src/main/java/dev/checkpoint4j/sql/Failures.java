package dev.checkpoint4j.sql;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CommitOutcomeUnknownException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.LockTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what JDBC and Hibernate throw into the library's exceptions, by code and not by message.
 */
final class Failures {
  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final Set<Integer> SQLITE_DAMAGED = Set.of(11, 26);
  private static final Set<Integer> MYSQL_WAITED = Set.of(1205, 1213);
  private static final int H2_LOCK_TIMEOUT = 50200;
  private static final Set<String> WAITED = Set.of("55P03", "40P01", "40001", "HYT00");

  private Failures() {}

  /** The first SQL exception in a chain of causes; null if there is none. */
  static @Nullable SQLException sqlCause(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return e;
      }
    }
    return null;
  }

  /**
   * The exception for the user.
   *
   * @param where begins the message
   */
  static CheckpointException of(Database database, String where, SQLException e) {
    SQLException cause = Secrets.withoutContents(e);
    if (isDamage(database, e)) {
      return new CorruptCheckpointException(
          where + ": the database file is damaged or none; restore it from a backup", cause);
    }
    if (isDeadlock(database, e)) {
      return new LockTimeoutException(
          where
              + ": for as long as the lock-timeout the database ended it again and again for the sake"
              + " of other writers; nothing was changed, try again",
          cause);
    }
    if (isWait(database, e)) {
      return new LockTimeoutException(
          where
              + ": another writer held the database for longer than the lock-timeout; nothing was"
              + " changed, try again",
          cause);
    }
    return new CheckpointIOException(
        where + ": the database refused with " + Secrets.codes(e) + hint(database, e), cause);
  }

  /** Whether a file is no database, or a broken one. */
  static boolean isDamage(Database database, SQLException e) {
    return database == Database.SQLITE && SQLITE_DAMAGED.contains(e.getErrorCode() & 0xff);
  }

  private static String hint(Database database, SQLException e) {
    if (database == Database.SQLITE) {
      return switch (e.getErrorCode() & 0xff) {
        case 8 -> " (the database is read-only)";
        case 13 -> " (no room is left)";
        case 14 -> " (the file cannot be opened; are directory and permissions right?)";
        default -> "";
      };
    }
    return isConnection(e) ? " (the connection was lost)" : "";
  }

  /** Whether a lock was not to be had in time, or two writers stood in each other's way. */
  static boolean isWait(Database database, SQLException e) {
    int code = e.getErrorCode();
    return switch (database) {
      case SQLITE -> (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
      case MARIADB, MYSQL -> MYSQL_WAITED.contains(code) || isWaitState(e);
      case H2 -> code == H2_LOCK_TIMEOUT || isWaitState(e);
      case POSTGRESQL -> isWaitState(e);
    };
  }

  private static boolean isWaitState(SQLException e) {
    return e.getSQLState() != null && WAITED.contains(e.getSQLState());
  }

  /** Whether doing the same again may succeed: a deadlock, of which we were the victim. */
  static boolean isDeadlock(Database database, SQLException e) {
    return "40P01".equals(e.getSQLState())
        || "40001".equals(e.getSQLState())
        || (database.isMySql() && e.getErrorCode() == 1213);
  }

  private static boolean isConnection(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("08");
  }

  /**
   * The exception for a commit that threw. Only a database that says that it rolled back is
   * believed; all else may have happened after the commit.
   */
  static CheckpointException ofCommit(Database database, String where, SQLException e) {
    String state = e.getSQLState();
    boolean rolledBack =
        isWait(database, e)
            || (state != null && (state.startsWith("40") || state.startsWith("23")));
    return rolledBack
        ? of(database, where, e)
        : new CommitOutcomeUnknownException(
            where
                + ": the commit was under way when the database failed with "
                + Secrets.codes(e)
                + ", so that the new records may or may not be there; load to see, or save again",
            Secrets.withoutContents(e));
  }
}
