package dev.checkpoint4j.sql;

/** What a manager shares with the views of its runs. */
record SqlShared(Transactions transactions, Runs runs, Heartbeat heartbeat, SqlOptions options) {
  static SqlShared of(Connections connections, SqlOptions options) {
    Heartbeat heartbeat = new Heartbeat(options.heartbeat());
    // The pool goes last: a beat may be under way.
    Transactions transactions = new Transactions(connections, options, heartbeat::close);
    return new SqlShared(
        transactions, new Runs(transactions, options.heartbeat()), heartbeat, options);
  }
}
