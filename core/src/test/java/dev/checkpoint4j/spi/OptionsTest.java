package dev.checkpoint4j.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointConfigurationException;
import dev.checkpoint4j.Durability;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static Options options(String... pairs) {
    Map<String, String> options = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      options.put(pairs[i], pairs[i + 1]);
    }
    return new Options(new CheckpointConfig("test", "place", options));
  }

  private static void assertBad(Options options, String... parts) {
    assertThatThrownBy(options::check)
        .isInstanceOf(CheckpointConfigurationException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void sizesHaveBinaryUnits() {
    Options options = options("a", "16m", "b", "3 KiB", "c", "7", "d", "1GB");
    assertThat(options.bytes("a", 1, 0, Long.MAX_VALUE)).isEqualTo(16L << 20);
    assertThat(options.bytes("b", 1, 0, Long.MAX_VALUE)).isEqualTo(3L << 10);
    assertThat(options.bytes("c", 1, 0, Long.MAX_VALUE)).isEqualTo(7);
    assertThat(options.bytes("d", 1, 0, Long.MAX_VALUE)).isEqualTo(1L << 30);
    assertThat(options.bytes("e", 5, 0, 10)).isEqualTo(5);
    options.check();
  }

  @Test
  void sizesOutOfRangeOrOverflowingAreRefused() {
    for (String size : new String[] {"-1", "16x", "", "999999999999g", "1.5m", "11"}) {
      Options options = options("size", size);
      options.bytes("size", 5, 1, 10);
      assertBad(options, "\"size\"", "from 1 to 10 bytes", "\"" + size + "\"");
    }
  }

  @Test
  void timesAreShortOrIso() {
    Options options = options("a", "500ms", "b", "30s", "c", "PT1M", "d", "2h", "e", "5m");
    assertThat(options.duration("a", Duration.ofDays(1))).isEqualTo(Duration.ofMillis(500));
    assertThat(options.duration("b", Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.duration("c", Duration.ofDays(1))).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.duration("d", Duration.ofDays(1))).isEqualTo(Duration.ofHours(2));
    assertThat(options.duration("e", Duration.ofDays(1))).isEqualTo(Duration.ofMinutes(5));
    options.check();
  }

  @Test
  void timesThatAreNotPositiveAreRefused() {
    for (String time : new String[] {"0s", "-1s", "PT-1S", "soon", "1 fortnight"}) {
      Options options = options("wait", time);
      options.duration("wait", Duration.ofSeconds(1));
      assertBad(options, "\"wait\"", "must be a positive time", time);
    }
  }

  @Test
  void choicesAreWordsWithTheNearestNamed() {
    assertThat(options("durability", "NONE").choice("durability", Durability.FULL))
        .isEqualTo(Durability.NONE);
    Options options = options("durability", "ful");
    options.choice("durability", Durability.NONE);
    assertBad(options, "must be one of full, none", "did you mean \"full\"?");
  }

  @Test
  void numbersHaveARange() {
    assertThat(options("n", " 7 ").number("n", 1, 0, 10)).isEqualTo(7);
    for (String number : new String[] {"11", "-1", "1e3", "", "seven", "99999999999999999999"}) {
      Options options = options("n", number);
      assertThat(options.number("n", 3, 0, 10)).isEqualTo(3);
      assertBad(options, "whole number from 0 to 10", "\"" + number + "\"");
    }
  }

  @Test
  void theOptionsOfAllFileStoresAreRead() {
    StoreOptions store = options("durability", "none", "lock-timeout", "2s").store();
    assertThat(store).isEqualTo(new StoreOptions(Durability.NONE, Duration.ofSeconds(2)));
    assertThat(options().store()).isEqualTo(StoreOptions.DEFAULTS);
  }

  @Test
  void valuesThatMayBeSecretsAreNotShown() {
    Options options = options("hub-token", "s3cr3t", "password", "s3cr3t", "plain", "shown");
    options.number("hub-token", 1, 0, 1);
    options.flag("password", true);
    options.flag("plain", true);
    assertThatThrownBy(options::check)
        .satisfies(
            e ->
                assertThat(String.valueOf(e.getMessage()))
                    .contains("hub-token", "password", "shown")
                    .doesNotContain("s3cr3t"));
  }

  @Test
  void aConfigurationPrintsNoPlaceAndNoValues() {
    assertThat(new CheckpointConfig("sql", "jdbc:x?password=s3cr3t", Map.of("token", "s3cr3t")))
        .asString()
        .contains("sql", "token")
        .doesNotContain("s3cr3t");
  }
}
