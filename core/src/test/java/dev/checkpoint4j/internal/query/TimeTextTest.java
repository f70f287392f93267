package dev.checkpoint4j.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T10:15:30Z",
        "2026-01-31T10:15:30.000z",
        "2026-01-31 10:15:30Z",
        "2026-01-31T11:15:30+01",
        "2026-01-31T11:15:30+0100",
        "2026-01-31T11:15:30+01:00",
        "2026-01-31 11:15:30.000000+01:00",
        "2026-01-31T09:15:30-01:00:00"
      })
  void aTimeWithAnOffsetIsAnInstant(String text) {
    assertThat(TimeText.parse(text)).isEqualTo(Instant.parse("2026-01-31T10:15:30Z"));
  }

  @Test
  void aTimeWithoutOneIsLocal() {
    assertThat(TimeText.parse("2026-01-31T10:15")).isEqualTo(LocalDateTime.of(2026, 1, 31, 10, 15));
    assertThat(TimeText.parse("2026-01-31 10:15:30.123456"))
        .isEqualTo(LocalDateTime.of(2026, 1, 31, 10, 15, 30, 123_456_000));
    assertThat(TimeText.parse("2026-01-31")).isEqualTo(LocalDate.of(2026, 1, 31));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "today",
        "2026",
        "2026-1-31",
        "2026-02-30",
        "2026-01-31T",
        "2026-01-31T25:00",
        "2026-01-31T10",
        "2026-01-31T10:15ZZ",
        "2026-01-31T10:15+",
        "2026-01-31T10:15 Z",
        "2026-01-31  10:15",
        "2026-01-31T10:15+19:00",
        "2026-01-31Z",
        "10:15",
        "+1000000000-13-01",
        "2026-01-31T10:15:30.1234567890"
      })
  void otherTextIsNone(String text) {
    assertThat(TimeText.parse(text)).isNull();
  }

  @Test
  void theEndsOfTheTimeLineAreRead() {
    assertThat(TimeText.parse(Instant.MIN.toString())).isEqualTo(Instant.MIN);
    assertThat(TimeText.parse(Instant.MAX.toString())).isEqualTo(Instant.MAX);
    assertThat(TimeText.parse(LocalDateTime.MAX.toString())).isEqualTo(LocalDateTime.MAX);
    assertThat(TimeText.parse(LocalDate.MIN.toString())).isEqualTo(LocalDate.MIN);
  }
}
