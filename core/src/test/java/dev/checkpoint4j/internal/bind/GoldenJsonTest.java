package dev.checkpoint4j.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.TypeRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of every supported type, and that both faces give the value back. */
@NullUnmarked
@SuppressWarnings("JdkObsolete")
class GoldenJsonTest {
  enum Color {
    RED,
    GREEN
  }

  record Point(int x, Double y) {}

  record Pair<A, B>(A first, B second) {}

  record One<T>(T v) {}

  private static <T> Arguments row(TypeRef<One<T>> type, T value, String json) {
    return Arguments.of(type, new One<>(value), "{\"v\":" + json + "}");
  }

  static Stream<Arguments> values() {
    Instant instant = Instant.parse("2025-06-12T11:04:56.965428Z");
    return Stream.of(
        row(new TypeRef<One<Boolean>>() {}, true, "true"),
        row(new TypeRef<One<Byte>>() {}, (byte) -128, "-128"),
        row(new TypeRef<One<Short>>() {}, (short) 300, "300"),
        row(new TypeRef<One<Character>>() {}, 'é', "\"é\""),
        row(new TypeRef<One<Integer>>() {}, Integer.MIN_VALUE, "-2147483648"),
        row(new TypeRef<One<Long>>() {}, Long.MAX_VALUE, "9223372036854775807"),
        row(new TypeRef<One<Float>>() {}, 0.1f, "0.1"),
        row(new TypeRef<One<Float>>() {}, Float.NaN, "\"NaN\""),
        row(new TypeRef<One<Float>>() {}, Float.MIN_VALUE, "1.4e-45"),
        row(new TypeRef<One<Double>>() {}, 0.1, "0.1"),
        row(new TypeRef<One<Double>>() {}, -0.0, "-0.0"),
        row(new TypeRef<One<Double>>() {}, 1e15, "1000000000000000.0"),
        row(new TypeRef<One<Double>>() {}, 1e16, "1e16"),
        row(new TypeRef<One<Double>>() {}, 1.5e300, "1.5e300"),
        row(new TypeRef<One<Double>>() {}, 1e-5, "0.00001"),
        row(new TypeRef<One<Double>>() {}, 1e-7, "1e-7"),
        row(new TypeRef<One<Double>>() {}, 12345678.9, "12345678.9"),
        row(new TypeRef<One<Double>>() {}, 2e-3, "0.002"),
        row(new TypeRef<One<Double>>() {}, Double.MIN_VALUE, "4.9e-324"),
        row(new TypeRef<One<Double>>() {}, Double.NaN, "\"NaN\""),
        row(new TypeRef<One<Double>>() {}, Double.POSITIVE_INFINITY, "\"Infinity\""),
        row(new TypeRef<One<Double>>() {}, Double.NEGATIVE_INFINITY, "\"-Infinity\""),
        row(new TypeRef<One<String>>() {}, "a\"b\\\n\u0001é名😀", "\"a\\\"b\\\\\\n\\u0001é名😀\""),
        row(new TypeRef<One<byte[]>>() {}, new byte[] {0, -1, 2}, "\"AP8C\""),
        row(new TypeRef<One<float[]>>() {}, new float[] {1, -0.0f, 0.1f}, "[1.0,-0.0,0.1]"),
        row(
            new TypeRef<One<double[]>>() {},
            new double[] {1, Double.NaN, 0.1},
            "[1.0,\"NaN\",0.1]"),
        row(new TypeRef<One<int[]>>() {}, new int[] {1, -2}, "[1,-2]"),
        row(new TypeRef<One<long[]>>() {}, new long[] {1L << 40}, "[1099511627776]"),
        row(new TypeRef<One<short[]>>() {}, new short[] {1}, "[1]"),
        row(new TypeRef<One<boolean[]>>() {}, new boolean[] {true, false}, "[true,false]"),
        row(new TypeRef<One<String[]>>() {}, new String[] {"a", null}, "[\"a\",null]"),
        row(new TypeRef<One<int[][]>>() {}, new int[][] {{1}, {}}, "[[1],[]]"),
        row(
            new TypeRef<One<Point[]>>() {},
            new Point[] {new Point(1, null)},
            "[{\"x\":1,\"y\":null}]"),
        row(new TypeRef<One<BigDecimal>>() {}, new BigDecimal("1.100"), "1.100"),
        row(new TypeRef<One<BigDecimal>>() {}, new BigDecimal("1E+3"), "1E+3"),
        row(
            new TypeRef<One<BigInteger>>() {},
            BigInteger.ONE.shiftLeft(64),
            "18446744073709551616"),
        row(new TypeRef<One<Instant>>() {}, instant, "\"2025-06-12T11:04:56.965428Z\""),
        row(new TypeRef<One<Instant>>() {}, Instant.EPOCH, "\"1970-01-01T00:00:00Z\""),
        row(
            new TypeRef<One<Instant>>() {},
            Instant.ofEpochSecond(-1, 1),
            "\"1969-12-31T23:59:59.000000001Z\""),
        row(new TypeRef<One<Instant>>() {}, Instant.MAX, "\"" + Instant.MAX + "\""),
        row(new TypeRef<One<Instant>>() {}, Instant.MIN, "\"" + Instant.MIN + "\""),
        row(new TypeRef<One<LocalDate>>() {}, LocalDate.of(2025, 2, 3), "\"2025-02-03\""),
        row(new TypeRef<One<LocalTime>>() {}, LocalTime.of(1, 2), "\"01:02\""),
        row(
            new TypeRef<One<LocalDateTime>>() {},
            LocalDateTime.of(2025, 2, 3, 4, 5, 6, 7),
            "\"2025-02-03T04:05:06.000000007\""),
        row(
            new TypeRef<One<OffsetDateTime>>() {},
            OffsetDateTime.parse("2025-02-03T04:05:06+05:30"),
            "\"2025-02-03T04:05:06+05:30\""),
        row(
            new TypeRef<One<ZonedDateTime>>() {},
            ZonedDateTime.of(2025, 10, 26, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                .withLaterOffsetAtOverlap(),
            "\"2025-10-26T02:30+01:00[Europe/Berlin]\""),
        row(new TypeRef<One<Duration>>() {}, Duration.ofSeconds(-1, 1), "\"PT-0.999999999S\""),
        row(new TypeRef<One<Period>>() {}, Period.of(1, 14, -3), "\"P1Y14M-3D\""),
        row(new TypeRef<One<Year>>() {}, Year.of(-44), "-44"),
        row(new TypeRef<One<YearMonth>>() {}, YearMonth.of(2025, 1), "\"2025-01\""),
        row(
            new TypeRef<One<UUID>>() {},
            new UUID(1, 2),
            "\"00000000-0000-0001-0000-000000000002\""),
        row(new TypeRef<One<URI>>() {}, URI.create("http://x/?q=1#f"), "\"http://x/?q=1#f\""),
        row(new TypeRef<One<Color>>() {}, Color.GREEN, "\"GREEN\""),
        row(new TypeRef<One<Optional<String>>>() {}, Optional.of("x"), "\"x\""),
        row(new TypeRef<One<Optional<String>>>() {}, Optional.empty(), "null"),
        row(new TypeRef<One<OptionalInt>>() {}, OptionalInt.of(3), "3"),
        row(new TypeRef<One<OptionalLong>>() {}, OptionalLong.empty(), "null"),
        row(new TypeRef<One<OptionalDouble>>() {}, OptionalDouble.of(0.5), "0.5"),
        row(new TypeRef<One<List<Integer>>>() {}, Arrays.asList(1, null, 3), "[1,null,3]"),
        row(new TypeRef<One<List<Integer>>>() {}, List.of(), "[]"),
        row(
            new TypeRef<One<List<List<String>>>>() {},
            List.of(List.of("a"), List.of()),
            "[[\"a\"],[]]"),
        row(new TypeRef<One<Collection<Long>>>() {}, List.of(1L), "[1]"),
        row(new TypeRef<One<Set<String>>>() {}, Set.of("a"), "[\"a\"]"),
        row(new TypeRef<One<SortedSet<Integer>>>() {}, new TreeSet<>(Set.of(2, 1)), "[1,2]"),
        row(new TypeRef<One<Deque<Integer>>>() {}, new LinkedList<>(List.of(1, 2)), "[1,2]"),
        row(new TypeRef<One<EnumSet<Color>>>() {}, EnumSet.of(Color.RED), "[\"RED\"]"),
        row(new TypeRef<One<Map<String, Integer>>>() {}, Map.of("a", 1), "{\"a\":1}"),
        row(
            new TypeRef<One<Map<String, String>>>() {},
            Collections.singletonMap("$checkpoint4j:int64", null),
            "{\"$checkpoint4j:map\":{\"$checkpoint4j:int64\":null}}"),
        row(new TypeRef<One<Map<Color, Double>>>() {}, Map.of(Color.RED, 0.5), "{\"RED\":0.5}"),
        row(
            new TypeRef<One<EnumMap<Color, Integer>>>() {},
            new EnumMap<>(Map.of(Color.RED, 5)),
            "{\"RED\":5}"),
        row(
            new TypeRef<One<SortedMap<Integer, String>>>() {},
            new TreeMap<>(Map.of(10, "b", 9, "a")),
            "{\"9\":\"a\",\"10\":\"b\"}"),
        row(
            new TypeRef<One<Map<UUID, LocalDate>>>() {},
            Map.of(new UUID(0, 0), LocalDate.EPOCH),
            "{\"00000000-0000-0000-0000-000000000000\":\"1970-01-01\"}"),
        row(
            new TypeRef<One<Map<LocalDate, Integer>>>() {},
            Map.of(LocalDate.EPOCH, 1),
            "{\"1970-01-01\":1}"),
        row(new TypeRef<One<Point>>() {}, new Point(1, 2.0), "{\"x\":1,\"y\":2.0}"),
        row(
            new TypeRef<One<Pair<List<Point>, Optional<Color>>>>() {},
            new Pair<>(List.of(new Point(3, null)), Optional.of(Color.RED)),
            "{\"first\":[{\"x\":3,\"y\":null}],\"second\":\"RED\"}"),
        row(new TypeRef<One<Locale>>() {}, Locale.forLanguageTag("de-CH"), "\"de_CH\""));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void everyTypeHasItsJsonAndComesBackThroughBothFaces(TypeRef<T> type, T record, String json) {
    assertThat(Faces.json(type, record)).isEqualTo(json);
    Deep.assertSame(Faces.viaJson(type, List.of(record)), List.of(record));
    Deep.assertSame(Faces.viaRows(type, List.of(record)), List.of(record));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void everyTruncatedRowIsRefused(TypeRef<T> type, T record, String json) {
    for (int i = 0; i < json.length(); i++) {
      String cut = json.substring(0, i);
      assertThat(outcome(type, cut)).as(cut).isInstanceOf(Exception.class);
    }
  }

  private static <T> Object outcome(TypeRef<T> type, String json) {
    try {
      return Faces.read(type, json);
    } catch (RuntimeException e) {
      return e;
    }
  }
}
