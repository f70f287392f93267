package dev.checkpoint4j.spi;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.query.Filter.Comparison;
import dev.checkpoint4j.schema.RecordSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFilterValuesTest {
  private static final long SEED = 7_314_159L;

  private static boolean keeps(Filter filter, Object value) {
    return RowFilter.compile(filter, RecordSchema.EMPTY, true).test(Map.of("v", value));
  }

  private static boolean keeps(String filter, Object value) {
    return keeps(Filter.parse(filter), value);
  }

  private static boolean says(Comparison comparison, int order) {
    return switch (comparison) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  @Test
  void numbersCompareByExactValueWhateverTheirClasses() {
    Random random = new Random(SEED);
    List<Number> numbers = new ArrayList<>();
    for (long base :
        new long[] {
          0, 1, -1, 127, 16_777_216, 1L << 53, -(1L << 53), Long.MAX_VALUE, Long.MIN_VALUE
        }) {
      for (long near = -2; near <= 2; near++) {
        addAll(numbers, BigDecimal.valueOf(base).add(BigDecimal.valueOf(near)));
      }
    }
    for (int i = 0; i < 20; i++) {
      addAll(numbers, new BigDecimal(new BigInteger(random.nextInt(100), random)));
    }
    for (Number value : numbers) {
      for (Number constant : numbers) {
        int order = exact(value).compareTo(exact(constant));
        for (Comparison comparison : Comparison.values()) {
          assertThat(keeps(new Filter.Compare("v", comparison, constant), value))
              .as("%s %s %s %s", value.getClass(), value, comparison, constant)
              .isEqualTo(says(comparison, order));
        }
      }
    }
  }

  private static void addAll(List<Number> numbers, BigDecimal whole) {
    numbers.add(whole.setScale(2));
    numbers.add(whole.toBigInteger());
    numbers.add(whole.doubleValue());
    numbers.add(whole.floatValue());
    if (whole.abs().compareTo(BigDecimal.valueOf(1_000)) < 0) {
      numbers.add(whole.shortValueExact());
    }
    if (whole.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0) {
      numbers.add(whole.intValueExact());
    }
    if (whole.toBigInteger().bitLength() < 64) {
      numbers.add(whole.longValueExact());
    }
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Double || number instanceof Float
        ? new BigDecimal(number.doubleValue())
        : new BigDecimal(number.toString());
  }

  @Test
  void fractionsAreRoundedToTheFloatingTypeTheyMeet() {
    for (Object constant : List.of(0.1, new BigDecimal("0.1"), new BigDecimal("0.100"))) {
      for (Object value : List.of(0.1, 0.1f, new BigDecimal("0.10"))) {
        assertThat(keeps(field("v").eq(constant), value)).isTrue();
        assertThat(keeps(field("v").ge(constant), value)).isTrue();
        assertThat(keeps(field("v").lt(constant), value)).isFalse();
      }
    }
    assertThat(keeps(field("v").eq(0.1f), 0.1f)).isTrue();
    assertThat(keeps(field("v").eq(0.1f), (double) 0.1f)).isTrue();
    assertThat(keeps(field("v").eq(0.1f), 0.1)).isFalse();
  }

  @Test
  void everyDoubleEqualsItselfAndNotItsNeighbour() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      float small = Float.intBitsToFloat(random.nextInt());
      if (Double.isFinite(value) && Float.isFinite(small)) {
        assertThat(keeps(field("v").eq(value), value)).as("seed %d %s", SEED, value).isTrue();
        assertThat(keeps(field("v").lt(value), Math.nextDown(value))).isTrue();
        assertThat(keeps(field("v").eq(small), small)).as("seed %d %s", SEED, small).isTrue();
        assertThat(keeps(field("v").gt(small), Math.nextUp(small))).isTrue();
      }
    }
  }

  @Test
  void wholeNumbersAgainstFractionsAreExact() {
    assertThat(keeps("v < 2.5", 2)).isTrue();
    assertThat(keeps("v < 2.5", 3L)).isFalse();
    assertThat(keeps("v > -2.5", -2)).isTrue();
    assertThat(keeps("v > -2.5", -3)).isFalse();
    assertThat(keeps("v = 2.5", 2)).isFalse();
    assertThat(keeps("v > 1e-1000000000", 0)).isFalse();
    assertThat(keeps("v >= -1e-1000000000", 0)).isTrue();
    assertThat(keeps("v < 1e1000000000", Long.MAX_VALUE)).isTrue();
    assertThat(keeps("v > -1e1000000000", Double.MIN_VALUE)).isTrue();
    assertThat(keeps("v = 1e400", Double.POSITIVE_INFINITY)).isFalse();
    assertThat(keeps("v < " + "9".repeat(400) + ".5", Double.MAX_VALUE)).isTrue();
  }

  @Test
  void nanEqualsNothingAndHasNoOrder() {
    for (Object value : List.of(Double.NaN, Float.NaN, 1, 1L, 1.5, BigDecimal.ONE)) {
      boolean nan = Double.isNaN(((Number) value).doubleValue());
      for (Object constant : nan ? List.of(Double.NaN, 1, 0.5, 1e300) : List.of(Double.NaN)) {
        for (Comparison comparison : Comparison.values()) {
          Filter filter = new Filter.Compare("v", comparison, constant);
          assertThat(keeps(filter, value)).isEqualTo(comparison == Comparison.NE);
          assertThat(keeps(filter.not(), value)).isNotEqualTo(comparison == Comparison.NE);
        }
      }
    }
    assertThat(keeps("v in (nan)", Double.NaN)).isFalse();
    assertThat(keeps("v has nan", new double[] {Double.NaN})).isFalse();
  }

  @Test
  void infinitiesAreBeyondAllNumbersAndZeroHasNoSign() {
    assertThat(keeps("v < infinity", Long.MAX_VALUE)).isTrue();
    assertThat(keeps("v = infinity", Float.POSITIVE_INFINITY)).isTrue();
    assertThat(keeps("v > 9999999999999999999999", Double.POSITIVE_INFINITY)).isTrue();
    assertThat(keeps("v > -infinity", new BigDecimal("-1e500"))).isTrue();
    assertThat(keeps("v = -0.0", 0.0)).isTrue();
    assertThat(keeps(field("v").eq(0.0), -0.0)).isTrue();
    assertThat(keeps("v = 0", -0.0f)).isTrue();
  }

  @Test
  void stringsCompareByCodePointAsTheirUtf8BytesDo() {
    Random random = new Random(SEED);
    int[] codePoints = {
      0, 'a', 'b', 'Z', 0xE9, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x1F600
    };
    for (int i = 0; i < 20_000; i++) {
      String a = text(random, codePoints);
      String b = text(random, codePoints);
      int order =
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
      for (Comparison comparison : Comparison.values()) {
        assertThat(keeps(new Filter.Compare("v", comparison, b), a))
            .isEqualTo(says(comparison, order));
      }
    }
    assertThat(keeps(field("v").gt("\uD83Dz"), "\uD83D\uDE00")).isTrue();
    assertThat(keeps(field("v").lt("\uD83D\uDE00"), "\uD83Dz")).isTrue();
    assertThat(keeps(field("v").lt("\uE000"), "\uD83D")).isTrue();
  }

  private static String text(Random random, int[] codePoints) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "Python, PYTHON, true",
    "Python, python, true",
    "straße, STRAẞE, true",
    "straße, STRASSE, false",
    "ΣΊΣΥΦΟΣ, σίσυφος, true",
    "İ, i, true",
    "ı, I, true",
    "\u212A, k, true",
    "𐐀, 𐐨, true",
    "é, e, false"
  })
  void caseIsIgnoredCharacterByCharacter(String value, String text, boolean same) {
    assertThat(keeps(field("v").equalsIgnoreCase(text), value)).isEqualTo(same);
    assertThat(keeps(field("v").equalsIgnoreCase(value), text)).isEqualTo(same);
    assertThat(keeps(field("v").containsIgnoreCase(text), "x" + value + "y")).isEqualTo(same);
    assertThat(keeps(field("v").startsWithIgnoreCase(text), value + "y")).isEqualTo(same);
    assertThat(keeps(field("v").equalsIgnoreCase(text), value + "y")).isFalse();
    assertThat(keeps(field("v").startsWithIgnoreCase(text), "-" + value)).isFalse();
  }

  @Test
  void aSearchIgnoringCaseFindsWhatASearchOfFoldedTextsFinds() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int n = random.nextInt(14); n > 0; n--) {
        value.append("aAbB".charAt(random.nextInt(4)));
      }
      String text = "aabab".substring(random.nextInt(3), 3 + random.nextInt(3));
      String lower = value.toString().toLowerCase(java.util.Locale.ROOT);
      assertThat(keeps(field("v").containsIgnoreCase(text), value.toString()))
          .as("seed %d: %s in %s", SEED, text, value)
          .isEqualTo(lower.contains(text));
      assertThat(keeps(field("v").contains(text), lower)).isEqualTo(lower.contains(text));
      assertThat(keeps(field("v").startsWith(text), lower)).isEqualTo(lower.startsWith(text));
    }
    assertThat(keeps("v icontains ''", "")).isTrue();
    assertThat(keeps("v equals 'x'", "x")).isTrue();
    assertThat(keeps("v equals 'x'", "X")).isFalse();
  }

  @Test
  void timesCompareAsInstantsWithUtcForWantOfAZone() {
    List<Object> same =
        List.of(
            Instant.parse("2026-01-31T00:00:00Z"),
            LocalDateTime.parse("2026-01-31T00:00"),
            LocalDate.parse("2026-01-31"),
            OffsetDateTime.parse("2026-01-31T01:00+01:00"),
            ZonedDateTime.parse("2026-01-31T01:00+01:00[Europe/Paris]"));
    for (Object value : same) {
      for (Object constant : same) {
        assertThat(keeps(field("v").eq(constant), value)).isTrue();
        assertThat(keeps(field("v").gt(constant), value)).isFalse();
        assertThat(keeps(field("v").in(constant), value)).isTrue();
      }
      assertThat(keeps("v = '2026-01-31'", value)).isTrue();
      assertThat(keeps("v < '2026-01-31T00:00:00.000000001'", value)).isTrue();
      assertThat(keeps("v > '2026-01-31 00:59:59+01:00'", value)).isTrue();
      assertThat(keeps("v < timestamp '+1000000000-12-31T23:59:59.999999999Z'", value)).isTrue();
    }
    for (String text :
        List.of(
            "2026-01-31",
            "2026-01-31T00:00",
            "2026-01-31t01:00:00+01",
            "2026-01-31 01:00:00.0+0100")) {
      assertThat(keeps(field("v").eq(Instant.parse("2026-01-31T00:00:00Z")), text))
          .as(text)
          .isTrue();
    }
    assertThat(keeps(field("v").ne(Instant.EPOCH), "yesterday")).isFalse();
    assertThat(keeps(field("v").lt(LocalDate.EPOCH), Instant.MIN)).isTrue();
  }

  enum Role {
    USER,
    @JsonProperty("the assistant")
    ASSISTANT
  }

  enum Level {
    LOW(1);

    private final int number;

    Level(int number) {
      this.number = number;
    }

    @JsonValue
    int number() {
      return number;
    }
  }

  @Test
  void anEnumConstantIsItsStoredName() {
    assertThat(keeps(field("v").eq(Role.USER), "USER")).isTrue();
    assertThat(keeps(field("v").eq(Role.ASSISTANT), "the assistant")).isTrue();
    assertThat(keeps(field("v").in(Role.USER, Role.ASSISTANT), "ASSISTANT")).isFalse();
    assertThat(keeps(field("v").eq("the assistant"), Role.ASSISTANT)).isTrue();
    assertThat(keeps(field("v").eq(Level.LOW), 1)).isTrue();
    assertThat(field("v").eq(Role.ASSISTANT)).hasToString("v = 'the assistant'");
  }

  @Test
  void uuidsBytesAndBooleansCompare() {
    UUID uuid = new UUID(1, 2);
    assertThat(keeps(field("v").eq(uuid), uuid.toString())).isTrue();
    assertThat(keeps(field("v").eq(uuid.toString()), uuid)).isTrue();
    assertThat(keeps(field("v").eq(new byte[] {1, 2}), new byte[] {1, 2})).isTrue();
    assertThat(keeps(field("v").ne(new byte[] {1, 2}), new byte[] {1})).isTrue();
    assertThat(keeps(field("v").in(new byte[] {1, 2}, new byte[] {3}), new byte[] {3})).isTrue();
    assertThat(keeps("v = true", true)).isTrue();
    assertThat(keeps("v != true", false)).isTrue();
  }

  @Test
  void listsAndArraysHaveSizesAndElements() {
    for (Object list :
        List.of(
            Arrays.asList(1, 2L, null),
            new Object[] {2, 1, null},
            new LinkedHashSet<>(List.of(0, 1, 2)),
            new int[] {0, 1, 2},
            new long[] {0, 1, 2},
            new float[] {0, 1, 2},
            new double[] {0, 1, 2})) {
      assertThat(keeps("size(v) = 3", list)).isTrue();
      assertThat(keeps("size(v) > 3", list)).isFalse();
      assertThat(keeps("v has 2.0", list)).isTrue();
      assertThat(keeps("v has 3", list)).isFalse();
      assertThat(keeps("v not has 3", list)).isTrue();
      assertThat(keeps("v not has 'x'", list)).isTrue();
    }
    assertThat(keeps("v has 0.1", new float[] {0.1f})).isTrue();
    assertThat(keeps("v has infinity", new double[] {1, Double.POSITIVE_INFINITY})).isTrue();
    assertThat(keeps("v has infinity", new long[] {1})).isFalse();
    assertThat(keeps("v has 'x'", List.of("y", "x"))).isTrue();
    assertThat(keeps("size(v) = 0", List.of())).isTrue();
    assertThat(keeps("v has date '2026-01-31'", List.of("2026-01-31"))).isTrue();
  }

  @Test
  void manyValuesAreLookedUp() {
    List<Object> constants = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      constants.add(i % 2 == 0 ? (Object) (long) i : "s" + i);
    }
    Filter in = field("v").in(constants);
    assertThat(keeps(in, 998)).isTrue();
    assertThat(keeps(in, 998.0)).isTrue();
    assertThat(keeps(in, "s999")).isTrue();
    assertThat(keeps(in, 999)).isFalse();
    assertThat(keeps(in, "s998")).isFalse();
  }
}
