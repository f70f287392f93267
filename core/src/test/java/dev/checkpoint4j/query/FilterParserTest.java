package dev.checkpoint4j.query;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.InvalidQueryException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
  static Stream<Arguments> filters() {
    return Stream.of(
        filter(
            "concerning_score >= 4 and topic contains 'python'",
            field("concerning_score").ge(4).and(field("topic").contains("python"))),
        filter("a = 1", field("a").eq(1)),
        filter("a == 1", field("a").eq(1)),
        filter("a != 1", field("a").ne(1)),
        filter("a <> 1", field("a").ne(1)),
        filter("a < 1", field("a").lt(1)),
        filter("a<=1", field("a").le(1)),
        filter("a>-1", field("a").gt(-1)),
        filter("a >= +1", field("a").ge(1)),
        filter("a in (1, 'x', true)", field("a").in(1, "x", true)),
        filter("a NOT IN ()", field("a").in().not()),
        filter("a is null", field("a").isNull()),
        filter("a Is Not Null", field("a").isNotNull()),
        filter("a contains \"it's\"", field("a").contains("it's")),
        filter("a icontains 'it''s'", field("a").containsIgnoreCase("it's")),
        filter("a startsWith 'x'", field("a").startsWith("x")),
        filter("a STARTS with 'x'", field("a").startsWith("x")),
        filter("a istartswith 'x'", field("a").startsWithIgnoreCase("x")),
        filter("a istarts with 'x'", field("a").startsWithIgnoreCase("x")),
        filter("a iequals 'x'", field("a").equalsIgnoreCase("x")),
        filter("a equals 'x'", new Filter.StringMatch("a", Filter.Match.EQUALS, "x", false)),
        filter("a not contains 'x'", field("a").contains("x").not()),
        filter("a not has 3", field("a").has(3).not()),
        filter("size(languages) >= 2", field("languages").size().ge(2)),
        filter("SIZE ( `a b`.c ) != -1", field("`a b`.c").size().ne(-1)),
        filter("size = 3 and all = 1", field("size").eq(3).and(field("all").eq(1))),
        filter("languages has 'python'", field("languages").has("python")),
        filter("metadata.model = 'm'", field("metadata.model").eq("m")),
        filter("metadata.and.0x = 1", field("metadata.and.0x").eq(1)),
        filter("`a.b`.`c``d` = 1", field("`a.b`.`c``d`").eq(1)),
        filter("`and` = 1", field("and").eq(1)),
        filter("chat-id = 'x'", field("chat-id").eq("x")),
        filter("größe > 1", field("größe").gt(1)),
        filter("true", Filter.all()),
        filter("false", new Filter.Or(List.of())),
        filter("all()", Filter.all()),
        filter("any(a = 1)", new Filter.Or(List.of(field("a").eq(1)))),
        filter(
            "all(a = 1, b = 2 or c = 3)",
            field("a").eq(1).and(field("b").eq(2).or(field("c").eq(3)))),
        filter(
            "a = 1 or b = 2 and not c = 3",
            field("a").eq(1).or(field("b").eq(2).and(field("c").eq(3).not()))),
        filter(
            "(a = 1 or b = 2) and c = 3",
            field("a").eq(1).or(field("b").eq(2)).and(field("c").eq(3))),
        filter(
            "a = 1 and b = 2 and c = 3",
            field("a").eq(1).and(field("b").eq(2)).and(field("c").eq(3))),
        filter("\tnot\nnot((a = 1))", field("a").eq(1).not().not()));
  }

  private static Arguments filter(String text, Filter filter) {
    return Arguments.of(text, filter);
  }

  @ParameterizedTest
  @MethodSource("filters")
  void textMeansWhatTheBuilderSays(String text, Filter filter) {
    assertThat(Filter.parse(text)).isEqualTo(filter);
    assertThat(Filter.parse(filter.toString())).isEqualTo(filter);
  }

  static Stream<Arguments> constants() {
    return Stream.of(
        Arguments.of("4", 4L),
        Arguments.of("4.0", 4L),
        Arguments.of("-0.0", 0L),
        Arguments.of("9223372036854775807", Long.MAX_VALUE),
        Arguments.of("9223372036854775808", new BigInteger("9223372036854775808")),
        Arguments.of("1e3", 1000L),
        Arguments.of(".5", new BigDecimal("0.5")),
        Arguments.of("1.50", new BigDecimal("1.5")),
        Arguments.of("1E-400", new BigDecimal("1E-400")),
        Arguments.of("1E+5000", new BigDecimal("1E+5000")),
        Arguments.of("nan", Double.NaN),
        Arguments.of("Infinity", Double.POSITIVE_INFINITY),
        Arguments.of("-infinity", Double.NEGATIVE_INFINITY),
        Arguments.of("TRUE", true),
        Arguments.of("''", ""),
        Arguments.of("x'CAfe'", Bytes.of(new byte[] {(byte) 0xca, (byte) 0xfe})),
        Arguments.of(
            "timestamp '2026-01-31T10:15:30+01:00'", Instant.parse("2026-01-31T09:15:30Z")),
        Arguments.of("timestamp '2026-01-31 10:15'", Instant.parse("2026-01-31T10:15:00Z")),
        Arguments.of("timestamp '2026-01-31'", Instant.parse("2026-01-31T00:00:00Z")),
        Arguments.of("datetime '2026-01-31T10:15'", LocalDateTime.of(2026, 1, 31, 10, 15)),
        Arguments.of("date '2026-01-31'", LocalDate.of(2026, 1, 31)));
  }

  @ParameterizedTest
  @MethodSource("constants")
  void constantsHaveOneFormEach(String text, Object value) {
    assertThat(Filter.parse("a = " + text)).isEqualTo(new Filter.Compare("a", EQ, value));
    assertThat(((Filter.Compare) Filter.parse("a = " + text)).value()).isEqualTo(value);
  }

  private static final Filter.Comparison EQ = Filter.Comparison.EQ;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~| 1 | expected a column",
        "a | 2 | expected =, !=",
        "a = | 4 | expected a value",
        "a = null | 5 | use is null",
        "a = python | 5 | a string in quotes",
        "a = 'x | 5 | never closed",
        "`a = 1 | 1 | never closed",
        "4 = a | 1 | expected a column",
        "and = 1 | 1 | back-quotes",
        "a = 1 b = 2 | 7 | expected and, or, or the end but found \"b\"",
        "a = 1 and | 10 | expected a column",
        "(a = 1 | 7 | expected and, or, or )",
        "a in 1 | 6 | expected (",
        "a in (1 2) | 9 | expected , or )",
        "a is 1 | 6 | expected null or not null",
        "a is not 1 | 10 | expected null",
        "a starts 'x' | 10 | expected with",
        "a contains 1 | 12 | expected a string in quotes",
        "a not = 1 | 7 | expected",
        "size(a) has 1 | 9 | expected =",
        "size(a) = 1.5 | 11 | whole number",
        "size(a = 1 | 8 | expected )",
        "length(a) = 1 | 1 | expected size, all or any",
        "a. = 1 | 3 | expected a name",
        "a..b = 1 | 3 | expected a name",
        "a = 1; b = 2 | 6 | has no meaning",
        "a ! 1 | 3 | has no meaning",
        "a = 12ab | 5 | runs into a name",
        "a = date '2026-02-30' | 10 | expected a date",
        "a = datetime '2026-01-31T10:15Z' | 14 | without an offset",
        "a = x'abc' | 6 | hexadecimal",
        "a = 1e99999999999 | 5 | cannot be represented",
      })
  void anErrorTellsThePositionAndWhatWasExpected(String text, int position, String expected) {
    assertThatThrownBy(() -> Filter.parse(text))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageStartingWith("Cannot parse the filter at position " + position + ": ")
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not ", "not (", "all(", "any(any("})
  void nestingIsBounded(String opening) {
    assertThatThrownBy(() -> Filter.parse(opening.repeat(100_000) + "a = 1"))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("nested more than 200 levels");
    assertThat(Filter.parse("(".repeat(200) + "a = 1" + ")".repeat(200)))
        .isEqualTo(field("a").eq(1));
  }

  @Test
  void lengthIsBounded() {
    assertThatThrownBy(() -> Filter.parse(" ".repeat(FilterParser.MAX_LENGTH + 1)))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("1048576 characters but had 1048577");
    assertThatThrownBy(() -> Filter.parse("a = " + "1".repeat(10_001)))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("at most 10000 characters");
    String digits = "1".repeat(10_000);
    assertThat(Filter.parse("a = " + digits)).isEqualTo(field("a").eq(new BigInteger(digits)));
  }

  @Test
  void javaConstantsOfOneValueAreEqual() {
    Filter one = field("a").eq(1);
    for (Object value :
        List.of((byte) 1, (short) 1, 1L, 1f, 1d, BigInteger.ONE, new BigDecimal("1.00"))) {
      assertThat(field("a").eq(value)).isEqualTo(one);
    }
    assertThat(field("a").eq(0.1)).isEqualTo(field("a").eq(new BigDecimal("0.10")));
    assertThat(field("a").eq('x')).isEqualTo(field("a").eq("x"));
    assertThat(field("a").eq(Duration.ofSeconds(1))).isEqualTo(field("a").eq("PT1S"));
    assertThat(field("a").eq(new byte[] {1})).isEqualTo(field("a").eq(new byte[] {1}));
  }

  @Test
  void constantsOfOtherClassesAreRefused() {
    for (Object value : List.of(new Object(), List.of(1), new int[0], Thread.currentThread())) {
      assertThatThrownBy(() -> field("a").eq(value))
          .isInstanceOf(InvalidQueryException.class)
          .hasMessageContaining("but was a " + value.getClass().getName());
    }
    assertThatThrownBy(() -> field("a").in(java.util.Arrays.asList(1, null)))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void longChainsStayFlat() {
    Filter filter = field("a").eq(0);
    for (int i = 1; i < 5_000; i++) {
      filter = filter.or(field("a").eq(i));
    }
    assertThat(((Filter.Or) filter).filters()).hasSize(5_000);
    assertThat(Filter.parse(filter.toString())).isEqualTo(filter);
  }

  @Test
  void badPathsAreRefusedWhenTheFieldIsMade() {
    for (String path : List.of("", "a b", "a.", "`a", "'a'")) {
      assertThatThrownBy(() -> field(path)).isInstanceOf(InvalidQueryException.class);
    }
    assertThat(field("`a`.b").eq(1)).isEqualTo(field("a.b").eq(1));
  }
}
