package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.kit.ValueTypes.Arrays;
import dev.checkpoint4j.kit.ValueTypes.Bean;
import dev.checkpoint4j.kit.ValueTypes.Box;
import dev.checkpoint4j.kit.ValueTypes.Circle;
import dev.checkpoint4j.kit.ValueTypes.Color;
import dev.checkpoint4j.kit.ValueTypes.Colored;
import dev.checkpoint4j.kit.ValueTypes.Created;
import dev.checkpoint4j.kit.ValueTypes.Decimals;
import dev.checkpoint4j.kit.ValueTypes.Deep;
import dev.checkpoint4j.kit.ValueTypes.Drawing;
import dev.checkpoint4j.kit.ValueTypes.Event;
import dev.checkpoint4j.kit.ValueTypes.Ids;
import dev.checkpoint4j.kit.ValueTypes.Log;
import dev.checkpoint4j.kit.ValueTypes.Maybe;
import dev.checkpoint4j.kit.ValueTypes.Nested;
import dev.checkpoint4j.kit.ValueTypes.Pair;
import dev.checkpoint4j.kit.ValueTypes.Point;
import dev.checkpoint4j.kit.ValueTypes.Primitives;
import dev.checkpoint4j.kit.ValueTypes.Renamed;
import dev.checkpoint4j.kit.ValueTypes.Shape;
import dev.checkpoint4j.kit.ValueTypes.Started;
import dev.checkpoint4j.kit.ValueTypes.Stopped;
import dev.checkpoint4j.kit.ValueTypes.Strings;
import dev.checkpoint4j.kit.ValueTypes.Times;
import dev.checkpoint4j.kit.ValueTypes.Tree;
import dev.checkpoint4j.kit.ValueTypes.Untyped;
import dev.checkpoint4j.kit.ValueTypes.Wrappers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every supported type comes back as it went in, to the last bit. */
abstract class ClassValuesContract extends ContractPart {
  ClassValuesContract(CheckpointContract contract) {
    super(contract);
  }

  @Test
  void primitivesAtTheirExtremes() {
    assertRoundTrip(
        Primitives.class,
        List.of(
            new Primitives(false, (byte) 0, (short) 0, 'a', 0, 0, 0, 0),
            new Primitives(
                true,
                Byte.MAX_VALUE,
                Short.MAX_VALUE,
                '\uffff',
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Float.MAX_VALUE,
                Double.MAX_VALUE),
            new Primitives(
                true,
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                '\0',
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                Float.MIN_VALUE,
                Double.MIN_VALUE),
            new Primitives(
                false, (byte) -1, (short) -1, '"', -1, (1L << 53) + 1, 0.1f, 0.1 + 0.2)));
  }

  @Test
  void wrappersAndTheirNulls() {
    assertRoundTrip(
        Wrappers.class,
        List.of(
            new Wrappers(true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "seven"),
            new Wrappers(null, null, null, null, null, null, null, null, null),
            new Wrappers(false, (byte) 0, (short) 0, ' ', 0, 0L, 0f, 0d, "")));
  }

  @Test
  void aColumnOfNothingButNulls() {
    Wrappers nulls = new Wrappers(null, null, null, null, null, null, null, null, null);
    assertRoundTrip(Wrappers.class, List.of(nulls, nulls, nulls));
  }

  @Test
  void arraysOfNumbersAndBytes() {
    byte[] allBytes = new byte[256];
    for (int i = 0; i < 256; i++) {
      allBytes[i] = (byte) i;
    }
    assertRoundTrip(
        Arrays.class,
        List.of(
            new Arrays(
                allBytes,
                new float[] {0.1f, -0f, Float.MIN_VALUE, 16_777_216f},
                new double[] {0.1, 1e-300, 1.7976931348623157e308, 2.2250738585072014E-308},
                new int[] {Integer.MIN_VALUE, 0, 1},
                new long[] {Long.MIN_VALUE, 9_007_199_254_740_993L}),
            new Arrays(new byte[0], new float[0], new double[0], new int[0], new long[0]),
            new Arrays(null, null, null, null, null)));
  }

  @Test
  void bigNumbersKeepEveryDigitAndTheScale() {
    assertRoundTrip(
        Decimals.class,
        List.of(
            new Decimals(new BigDecimal("1"), BigInteger.ZERO),
            new Decimals(new BigDecimal("1.0"), BigInteger.ONE.shiftLeft(200)),
            new Decimals(new BigDecimal("1.00"), BigInteger.TEN.pow(60).negate()),
            new Decimals(new BigDecimal("1E+3"), new BigInteger("9223372036854775808")),
            new Decimals(new BigDecimal("0.000000000000000000001"), null),
            new Decimals(new BigDecimal("-123456789012345678901234567890.123456789"), null),
            new Decimals(null, new BigInteger("-9223372036854775809"))));
  }

  @Test
  void timesToTheNanosecond() {
    assertRoundTrip(
        Times.class,
        List.of(
            times("2026-11-21T10:15:30.123456789Z", "+00:00", Duration.ofNanos(1)),
            times("1969-12-31T23:59:59.999999999Z", "+05:45", Duration.ofNanos(-1)),
            times("1970-01-01T00:00:00Z", "-18:00", Duration.ZERO),
            times("0001-01-01T00:00:00.000000001Z", "+18:00", Duration.ofDays(400_000)),
            times("9999-12-31T05:59:59.999999999Z", "+01:00", Duration.parse("PT-0.000000001S")),
            new Times(null, null, null, null, null)));
  }

  private static Times times(String instant, String offset, Duration duration) {
    Instant at = Instant.parse(instant);
    LocalDateTime local = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    return new Times(at, local.toLocalDate(), local, at.atOffset(ZoneOffset.of(offset)), duration);
  }

  @Test
  void theEndsOfTimeAreKeptOrRefused() {
    Times none = new Times(null, null, null, null, null);
    TypeRef<Times> type = TypeRef.of(Times.class);
    for (Instant instant : List.of(Instant.MIN, Instant.MAX)) {
      assertKeptOrRefused(
          type, List.of(none, new Times(instant, null, null, null, null)), "instant");
    }
    for (LocalDate date : List.of(LocalDate.MIN, LocalDate.MAX)) {
      assertKeptOrRefused(type, List.of(new Times(null, date, null, null, null)), "date");
    }
    for (LocalDateTime local : List.of(LocalDateTime.MIN, LocalDateTime.MAX)) {
      assertKeptOrRefused(type, List.of(new Times(null, null, local, null, null)), "local");
    }
    for (OffsetDateTime offset : List.of(OffsetDateTime.MIN, OffsetDateTime.MAX)) {
      assertKeptOrRefused(type, List.of(new Times(null, null, null, offset, null)), "offset");
    }
    for (long seconds : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      Duration duration = Duration.ofSeconds(seconds);
      assertKeptOrRefused(type, List.of(new Times(null, null, null, null, duration)), "duration");
    }
  }

  @Test
  void uuids() {
    assertRoundTrip(
        Ids.class,
        List.of(new Ids(new UUID(0, 0)), new Ids(new UUID(-1, Long.MIN_VALUE)), new Ids(null)));
  }

  @Test
  void enumsByTheirStoredNames() {
    assertRoundTrip(
        Colored.class,
        List.of(
            new Colored(Color.BLUE, List.of(Color.RED, Color.BLUE), Map.of("k", Color.GREEN)),
            new Colored(null, List.of(), Map.of())));
    assertThat(manager.loadRows("round-trip").orElseThrow().get(0))
        .containsEntry("color", "deep-blue");
  }

  @Test
  void nestedRecordsListsAndMaps() {
    Map<String, Point> withNull = new LinkedHashMap<>();
    withNull.put("none", null);
    withNull.put("", new Point(1, 2));
    withNull.put("odd.key `with` \"quotes\"", new Point(3, 4));
    assertRoundTrip(
        Nested.class,
        List.of(
            new Nested(new Point(1, 0.5), List.of(new Point(2, 3)), Map.of("a", new Point(4, 5))),
            new Nested(null, java.util.Arrays.asList(null, new Point(6, 7)), withNull),
            new Nested(null, List.of(), Map.of()),
            new Nested(null, null, null)));
  }

  @Test
  void listsOfListsAndMapsOfLists() {
    assertRoundTrip(
        Deep.class,
        List.of(
            new Deep(
                List.of(List.of(1, 2), List.of(), List.of(3)),
                Map.of("a", List.of("x"), "b", List.of()),
                List.of(Map.of("l", Long.MAX_VALUE), Map.of())),
            new Deep(List.of(), Map.of(), List.of())));
  }

  @Test
  void typesThatContainThemselves() {
    Tree leaf = new Tree("leaf", List.of());
    assertRoundTrip(
        Tree.class,
        List.of(new Tree("root", List.of(leaf, new Tree("branch", List.of(leaf, leaf)))), leaf));
  }

  @Test
  void optionalsFullAndEmpty() {
    assertRoundTrip(
        Maybe.class,
        List.of(
            new Maybe(Optional.of(""), Optional.of(new Point(1, 2)), Optional.of(List.of())),
            new Maybe(Optional.empty(), Optional.empty(), Optional.empty())));
  }

  @Test
  void nullEmptyAndBlankAreThreeThings() {
    assertRoundTrip(
        Strings.class,
        List.of(
            new Strings(null, null),
            new Strings("", List.of()),
            new Strings(" ", java.util.Arrays.asList("", null, " ")),
            new Strings("null", java.util.Arrays.asList((String) null))));
  }

  @Test
  void beansWithAnnotations() {
    Bean bean = new Bean();
    bean.setName("n");
    bean.setCount(3);
    bean.setTags(List.of("a", "b"));
    assertRoundTrip(Bean.class, List.of(bean, new Bean()));
    assertThat(manager.info("round-trip").orElseThrow().schema().names())
        .containsExactlyInAnyOrder("name", "how_many", "tags");
    bean.setCache("not stored");
    manager.save(NAME, Bean.class, List.of(bean));
    assertThat(manager.load(NAME, Bean.class).orElseThrow().get(0).getCache()).isEmpty();
  }

  @Test
  void beansWithACreator() {
    assertRoundTrip(Created.class, List.of(new Created("a", 1), new Created("", Long.MIN_VALUE)));
  }

  @Test
  void annotationsDecideTheColumnNames() {
    assertRoundTrip(Renamed.class, List.of(new Renamed(7, "Ada")));
    assertThat(manager.info("round-trip").orElseThrow().schema().names())
        .containsExactly("user_id", "Full Name");
    assertThat(manager.loadRows("round-trip").orElseThrow().get(0).keySet())
        .containsExactlyInAnyOrder("user_id", "Full Name");
  }

  @Test
  void genericTypesByReference() {
    assertRoundTrip(
        new TypeRef<Pair<String, Integer>>() {}, List.of(new Pair<>("a", 1), new Pair<>("b", 2)));
    assertRoundTrip(
        new TypeRef<Pair<List<Point>, Map<String, Long>>>() {},
        List.of(new Pair<>(List.of(new Point(1, 2)), Map.of("k", 3L))));
    assertRoundTrip(
        new TypeRef<Pair<Pair<Long, String>, Optional<Instant>>>() {},
        List.of(new Pair<>(new Pair<>(1L, "x"), Optional.of(Instant.EPOCH))));
  }

  @Test
  void sealedHierarchiesWithNamesOfTheirOwn() {
    assertRoundTrip(Shape.class, List.of(new Circle(1.5), new Box(2, 3)));
    assertRoundTrip(
        Drawing.class,
        List.of(
            new Drawing(new Circle(0.1), List.of(new Box(1, 2), new Circle(3))),
            new Drawing(null, List.of())));
  }

  @Test
  void sealedHierarchiesWithoutAnnotations() {
    Instant at = Instant.parse("2026-01-02T03:04:05Z");
    assertRoundTrip(Event.class, List.of(new Started(at, "me"), new Stopped(at, 3)));
    assertRoundTrip(
        Log.class,
        List.of(
            new Log("a", List.of(new Stopped(at, 1), new Started(at, "x"))),
            new Log("b", List.of())));
  }

  @Test
  void componentsWithNoDeclaredTypeKeepTheirValuesTypes() {
    needs(Capability.EXACT_MAP_ROWS);
    assertRoundTrip(
        Untyped.class,
        List.of(
            new Untyped(1, Map.of("v", 1L)),
            new Untyped(1L, Map.of("v", 1.0)),
            new Untyped("1", Map.of("v", List.of(1, 1L, "1"))),
            new Untyped(null, Map.of()),
            new Untyped(Map.of("deep", List.of(Map.of("er", 2.5f))), Map.of("v", true))));
  }
}
