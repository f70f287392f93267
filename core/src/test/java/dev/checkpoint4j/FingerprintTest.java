package dev.checkpoint4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private record Point(String id, int x, @Nullable Double weight, List<Tag> tags) {}

  private record Tag(String name, float score) {}

  private enum Mode {
    FAST
  }

  private static final List<Point> POINTS =
      List.of(
          new Point("a", 1, 0.1, List.of(new Tag("t", 1.5f))), new Point("b", -2, null, List.of()));

  private static Fingerprint value(Object value) {
    return Fingerprint.of(value);
  }

  /** Whoever changes one of these makes everybody's results stale: it needs a major version. */
  @Test
  void fingerprintsAreTheSameInEveryReleaseAndOnEveryJdk() {
    Map<Fingerprint, String> golden = new LinkedHashMap<>();
    golden.put(
        Fingerprint.of(), "a118ef3f61b3fa88b06748d5698f3e9810bcd4d6d19e044b5c61d8a04666b10a");
    golden.put(
        Fingerprint.of("kmeans", 10, "v3"),
        "7956cc46a82362af05eb9b904818d9db6278dcfb619135a35af10e8e41a63d91");
    golden.put(
        Fingerprint.of(null, true, 1.5, 1.5f, new BigDecimal("1.50")),
        "dd2a49a95664d781d20099c79d4de8470f95a71a193184b1479002cdfc79d7e6");
    golden.put(
        Fingerprint.of(
            Instant.parse("2026-11-21T10:00:00.123456789Z"),
            Duration.ofMillis(1500),
            UUID.fromString("00000000-0000-0001-0000-000000000002"),
            Mode.FAST,
            new byte[] {1, 2, -3}),
        "6172c5a7acc5c064a99f0a06862cfb15552231e038dff0e064a370cff62e7a72");
    golden.put(
        Fingerprint.of(Map.of("a", List.of(1, 2), "b", Set.of("x", "y"))),
        "37220d7e5e2db74cbd6b6b6b5908e4f19ba52c03b59b8b2d74bd8dfffb4df351");
    golden.put(
        Fingerprint.of(POINTS), "64c0d709e8e293fc95e0ad1c2ca49687735441241ae2747fee8ba6560bcc1ea8");
    golden.put(
        Fingerprint.of("\ud83d\ude00\ud800é"),
        "f69abc998639a866455ef5368d92e44a53405f4a375e9c57d23bc9dcfd217c63");
    golden.put(
        Fingerprint.version("v3")
            .param("model", "small")
            .upstream("points", Fingerprint.of(1))
            .inputs(POINTS, Point.class, Point::id)
            .output(Point.class),
        "fd5698e27256894a623555e97d02343b21dc6e2f0026adbed411d943086a80ae");
    assertThat(golden.keySet().stream().map(Fingerprint::hash))
        .containsExactlyElementsOf(golden.values());
  }

  @Test
  void wholeNumbersAreTheSameByValue() {
    assertThat(value(7)).isEqualTo(value(7L)).isEqualTo(value(new BigInteger("7")));
    assertThat(value(7)).isNotEqualTo(value(7.0)).isNotEqualTo(value("7"));
    assertThat(value(0.0)).isNotEqualTo(value(-0.0));
    assertThat(value(1.5)).isNotEqualTo(value(1.5f));
  }

  @Test
  void orderMeansSomethingInListsAlone() {
    assertThat(value(List.of(1, 2))).isNotEqualTo(value(List.of(2, 1)));
    assertThat(value(List.of(1, 2)))
        .isEqualTo(value(new int[] {1, 2}))
        .isEqualTo(value(Arrays.asList(1L, 2L)));
    assertThat(value(new LinkedHashSet<>(List.of(1, 2))))
        .isEqualTo(value(new LinkedHashSet<>(List.of(2, 1))))
        .isNotEqualTo(value(List.of(1, 2)));
    Map<String, Integer> forth = new LinkedHashMap<>();
    forth.put("a", 1);
    forth.put("b", 2);
    Map<String, Integer> back = new LinkedHashMap<>();
    back.put("b", 2);
    back.put("a", 1);
    assertThat(value(forth)).isEqualTo(value(back));
    Fingerprint one = Fingerprint.version("1").param("a", 1).param("b", 2);
    assertThat(Fingerprint.version("1").param("b", 2).param("a", 1)).isEqualTo(one);
  }

  @Test
  void whereOneValueEndsAndTheNextBeginsMeansSomething() {
    assertThat(Fingerprint.of("ab", "c")).isNotEqualTo(Fingerprint.of("a", "bc"));
    assertThat(Fingerprint.of(List.of(List.of(), List.of(1))))
        .isNotEqualTo(Fingerprint.of(List.of(List.of(1), List.of())));
    assertThat(Fingerprint.version("1").param("a", "b"))
        .isNotEqualTo(Fingerprint.version("1").param("b", "a"));
  }

  @Test
  void recordsCountByTheirColumns() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("tags", List.of());
    row.put("x", -2);
    row.put("id", "b");
    assertThat(value(POINTS.get(1))).isEqualTo(value(row));
  }

  @Test
  void functionsAndOpaqueObjectsAreRefused() {
    Supplier<String> function = () -> "x";
    assertThatThrownBy(() -> Fingerprint.of(function))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Declare a version");
    assertThatThrownBy(() -> Fingerprint.of(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
    Object[] circle = new Object[1];
    circle[0] = circle;
    assertThatThrownBy(() -> Fingerprint.of((Object) circle))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100");
  }

  @Test
  void aPartHasOneValue() {
    assertThatThrownBy(() -> Fingerprint.version("1").param("a", 1).param("a", 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("param a");
  }

  @Test
  void theTextComesBackAndFitsItsHash() {
    Fingerprint fingerprint =
        Fingerprint.version("1")
            .param("secret", "sk-canary")
            .inputs(POINTS, Point.class, Point::id);
    String json = fingerprint.toJson();
    assertThat(json).doesNotContain("sk-canary");
    assertThat(Fingerprint.ofJson(json)).isEqualTo(fingerprint);
    assertThat(Fingerprint.ofJson(json).differences(fingerprint)).isEmpty();
    assertThatThrownBy(() -> Fingerprint.ofJson(json.replace("param secret", "param other")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fingerprint.ofJson("{")).isInstanceOf(IllegalArgumentException.class);
  }
}
