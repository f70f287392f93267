package dev.checkpoint4j.sql;

class H2ContractTest extends ServerContract {
  @Override
  String url() {
    return "jdbc:h2:mem:checkpoints;DB_CLOSE_DELAY=-1";
  }
}
