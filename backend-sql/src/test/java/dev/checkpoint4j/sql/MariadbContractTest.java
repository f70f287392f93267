package dev.checkpoint4j.sql;

class MariadbContractTest extends ServerContract {
  @Override
  String url() {
    return Servers.mariadb();
  }
}
