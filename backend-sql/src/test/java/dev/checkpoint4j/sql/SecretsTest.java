package dev.checkpoint4j.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passwords stand in no message, no description and no log. */
class SecretsTest {
  private static final String CANARY = "pw_CANARY_93";

  private static String everything(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void urlsAreShownWithoutParametersAndUsers() {
    assertThat(Secrets.shown("jdbc:postgresql://host:5432/db?user=u&password=" + CANARY))
        .isEqualTo("jdbc:postgresql://host:5432/db");
    assertThat(Secrets.shown("jdbc:mariadb://u:" + CANARY + "@host/db"))
        .isEqualTo("jdbc:mariadb://host/db");
    assertThat(Secrets.shown("jdbc:h2:mem:x;USER=sa;PASSWORD=" + CANARY))
        .isEqualTo("jdbc:h2:mem:x");
  }

  @Test
  void aRefusedConnectionDoesNotShowThePassword() {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      for (String url :
          List.of(
              "sql:jdbc:postgresql://127.0.0.1:1/db?user=u&password=" + CANARY,
              "sql:jdbc:mariadb://127.0.0.1:1/db?user=u&password=" + CANARY,
              "sql:jdbc:h2:tcp://127.0.0.1:1/db;USER=u;PASSWORD=" + CANARY)) {
        String quick = url + (url.contains("?") ? "&" : "?") + "connect-timeout=300ms";
        try (CheckpointManager manager = CheckpointManagers.open(quick)) {
          assertThat(manager.toString()).doesNotContain(CANARY).contains("127.0.0.1");
          assertThatThrownBy(() -> manager.loadRows("x"))
              .isInstanceOf(CheckpointException.class)
              .satisfies(e -> assertThat(everything(e)).doesNotContain(CANARY));
          assertThatThrownBy(() -> manager.saveRows("x", List.of(Map.of())))
              .satisfies(e -> assertThat(everything(e)).doesNotContain(CANARY));
        }
      }
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
  }

  @Test
  void aWrongPasswordIsNotShown() {
    String url =
        "sql:"
            + Servers.postgres().replaceAll("user=\\w+", "user=nobody")
            + "&connect-timeout=1s&password="
            + CANARY;
    try (CheckpointManager manager = CheckpointManagers.open(url)) {
      assertThatThrownBy(() -> manager.loadRows("x"))
          .isInstanceOf(CheckpointException.class)
          .satisfies(e -> assertThat(everything(e)).doesNotContain(CANARY));
    }
  }

  @Test
  void anUnknownDatabaseOrDriverOrOptionDoesNotShowTheUrl() {
    for (String url :
        List.of(
            "sql:jdbc:oracle:thin:u/" + CANARY + "@host",
            "sql:jdbc:postgresql://host/db?password=" + CANARY + "&pool-sise=3",
            "sql:jdbc:postgresql://host/db?password=" + CANARY + "&pool-size=0")) {
      assertThatThrownBy(() -> CheckpointManagers.open(url))
          .isInstanceOf(CheckpointConfigurationException.class)
          .satisfies(e -> assertThat(everything(e)).doesNotContain(CANARY));
    }
  }

  @Test
  void aMissingDriverIsNamedWithItsArtifact() {
    try (CheckpointManager manager =
        CheckpointManagers.open("sql:jdbc:mysql://host/db?password=" + CANARY)) {
      assertThatThrownBy(() -> manager.loadRows("x"))
          .isInstanceOf(CheckpointConfigurationException.class)
          .hasMessageContaining("com.mysql:mysql-connector-j")
          .satisfies(e -> assertThat(everything(e)).doesNotContain(CANARY));
    }
  }
}
