package dev.checkpoint4j.sql;

class PostgresContractTest extends ServerContract {
  @Override
  String url() {
    return Servers.postgres();
  }
}
