package dev.checkpoint4j.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.RowProblem.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
@SuppressWarnings({"ArrayRecordComponent", "NullOptional"})
class HostileRowsTest {
  record Part(String content, int[] sizes) {}

  record All(
      int i,
      Integer boxed,
      long l,
      double d,
      float f,
      byte b,
      boolean t,
      char c,
      String s,
      Instant at,
      LocalDateTime local,
      UUID uuid,
      BigDecimal dec,
      BigInteger big,
      Thread.State state,
      byte[] bytes,
      List<Part> messages,
      Map<String, Integer> map,
      Optional<Integer> opt) {}

  private static final TypeRef<All> ALL = TypeRef.of(All.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{\"i\":1.5}|i|expected int32 but found a number with a fraction",
        "{\"i\":1099511627776}|i|expected int32 but found an integer outside of its range",
        "{\"i\":\"12\"}|i|expected int32 but found string",
        "{\"i\":null}|i|expected int32 but found null",
        "{\"i\":true}|i|expected int32 but found boolean",
        "{\"i\":{}}|i|expected int32 but found object",
        "{\"i\":[1]}|i|expected int32 but found list",
        "{\"boxed\":2147483648}|boxed|expected int32",
        "{\"l\":9223372036854775808}|l|expected int64",
        "{\"l\":1e30}|l|expected int64",
        "{\"d\":9007199254740993}|d|expected float64",
        "{\"d\":1e400}|d|expected float64",
        "{\"d\":\"0.5\"}|d|expected float64 but found string",
        "{\"f\":0.1234567890123}|f|expected float32",
        "{\"f\":1e39}|f|expected float32",
        "{\"b\":128}|b|expected int8",
        "{\"t\":1}|t|expected boolean but found integer",
        "{\"c\":\"ab\"}|c|expected a string of one character",
        "{\"s\":1}|s|expected string but found integer",
        "{\"at\":\"yesterday\"}|at|expected timestamp",
        "{\"at\":\"2025-02-30T00:00:00\"}|at|expected timestamp",
        "{\"at\":1}|at|expected timestamp but found integer",
        "{\"local\":\"2025-02-03T00:00:00Z\"}|local|expected local_timestamp",
        "{\"uuid\":\"1-1-1-1-1\"}|uuid|expected uuid",
        "{\"dec\":\"1\"}|dec|expected decimal but found string",
        "{\"big\":1.0}|big|expected integer",
        "{\"state\":\"ASLEEP\"}|state|expected a constant of java.lang.Thread$State",
        "{\"bytes\":\"???\"}|bytes|expected binary",
        "{\"messages\":[{},{},{\"content\":3}]}|messages[2].content|expected string",
        "{\"messages\":[{\"sizes\":[1,2.5]}]}|messages[0].sizes[1]|expected int32",
        "{\"messages\":[{\"sizes\":[null]}]}|messages[0].sizes[0]|found null",
        "{\"messages\":{}}|messages|found object",
        "{\"map\":{\"k\":\"v\"}}|map.k|expected int32 but found string",
        "{\"map\":[]}|map|found list",
        "{\"opt\":\"x\"}|opt|expected int32 but found string",
        "[]||expected object but found list",
        "1||expected object but found integer",
      })
  void whatDoesNotFitNamesPlaceExpectedAndFound(String json, String path, String text) {
    assertThatThrownBy(() -> Faces.read(ALL, json))
        .isInstanceOfSatisfying(
            RowProblem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.MISMATCH);
              assertThat(e.path()).isEqualTo(path == null ? "" : path);
            })
        .hasMessageContaining(text);
  }

  @Test
  void exactNumbersOfOtherTypesAreWidened() {
    All all =
        Faces.read(
            ALL,
            "{\"i\":3.0,\"l\":5,\"d\":7,\"f\":0.10000000149011612,\"dec\":1,\"big\":2,\"b\":1e2}");
    assertThat(all.i()).isEqualTo(3);
    assertThat(all.d()).isEqualTo(7.0);
    assertThat(all.f()).isEqualTo(0.1f);
    assertThat(all.dec()).isEqualTo(new BigDecimal("1"));
    assertThat(all.b()).isEqualTo((byte) 100);
    assertThat(all.opt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-12T11:04:56.965428, 2025-06-12T11:04:56.965428Z",
    "2025-06-12 11:04:56, 2025-06-12T11:04:56Z",
    "2025-06-12T11:04:56Z, 2025-06-12T11:04:56Z",
    "2025-06-12T11:04:56.1+02:00, 2025-06-12T09:04:56.1Z",
    "2025-06-12 11:04:56.123456789-00:30, 2025-06-12T11:34:56.123456789Z",
    "2025-06-12T11:04, 2025-06-12T11:04:00Z",
    "+12345-06-12T11:04:56Z, +12345-06-12T11:04:56Z",
    "-0001-06-12T11:04:56Z, -0001-06-12T11:04:56Z",
  })
  void timestampsWithAndWithoutZoneAreRead(String text, Instant expected) {
    assertThat(Faces.read(ALL, "{\"at\":\"" + text + "\"}").at()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{\"i\":1,\"i\":1}|i",
        "{\"x\":1,\"x\":1}|x",
        "{\"map\":{\"a\":1,\"a\":1}}|map.a",
        "{\"messages\":[{\"content\":null,\"content\":null}]}|messages[0].content",
      })
  void keysThatStandTwiceAreCorrupt(String json, String path) {
    for (TypeRef<?> type : List.of(ALL, TypeRef.mapRow())) {
      assertThatThrownBy(() -> Faces.read(type, json))
          .isInstanceOfSatisfying(
              RowProblem.class,
              e -> {
                assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
                assertThat(e.path()).isEqualTo(path);
              });
    }
  }

  record Nest(Nest inner, Object any) {}

  @Test
  void deepNestingIsALimitOnReading() {
    for (String open : List.of("{\"inner\":", "{\"any\":", "{\"any\":[")) {
      String close = open.endsWith("[") ? "]}" : "}";
      int levels = open.endsWith("[") ? 250 : 500;
      String deep =
          open.repeat(levels - 1)
              + (levels == 250 ? "{\"any\":[]}" : "{}")
              + close.repeat(levels - 1);
      assertThat(Faces.read(TypeRef.of(Nest.class), deep)).isNotNull();
      assertThatThrownBy(() -> Faces.read(TypeRef.of(Nest.class), open + deep + close))
          .isInstanceOfSatisfying(
              RowProblem.class, e -> assertThat(e.kind()).isEqualTo(Kind.LIMIT));
    }
  }

  @Test
  void deepNestingIsRefusedAtSave() {
    Nest nest = null;
    for (int i = 0; i < 500; i++) {
      nest = new Nest(nest, null);
    }
    Nest deepest = nest;
    assertThat(Faces.viaJson(TypeRef.of(Nest.class), List.of(deepest))).containsExactly(deepest);
    assertThatThrownBy(() -> Faces.json(TypeRef.of(Nest.class), new Nest(deepest, null)))
        .isInstanceOfSatisfying(
            RowProblem.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED));
  }

  record Checked(int score) {
    Checked {
      if (score > 5) {
        throw new IllegalArgumentException("secret contents " + score);
      }
    }
  }

  record Outer(List<Checked> list) {}

  @Test
  void whatAConstructorRefusesIsAMismatchWithTheReasonAsCause() {
    assertThatThrownBy(
            () -> Faces.read(TypeRef.of(Outer.class), "{\"list\":[{\"score\":1},{\"score\":9}]}"))
        .isInstanceOfSatisfying(
            RowProblem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.MISMATCH);
              assertThat(e.path()).isEqualTo("list[1]");
            })
        .hasMessageContaining("IllegalArgumentException")
        .hasMessageNotContaining("secret")
        .hasRootCauseMessage("secret contents 9");
  }

  record Texts(String s, List<String> l, Map<String, String> m, char c, Optional<String> o) {}

  @Test
  void valuesThatNoFileCanHoldAreRefusedAtSave() {
    String bad = "long enough text ? with \ud800 in it";
    refused(new Texts(bad, null, null, 'x', Optional.empty()), "s");
    refused(new Texts("", List.of("", bad), null, 'x', Optional.empty()), "l[1]");
    refused(new Texts("", null, Map.of("k", bad), 'x', Optional.empty()), "m.k");
    refused(new Texts("", null, Map.of(bad, "v"), 'x', Optional.empty()), "m");
    refused(new Texts("", null, Collections.singletonMap(null, "v"), 'x', Optional.empty()), "m");
    refused(new Texts("", null, null, '\udc00', Optional.empty()), "c");
    refused(new Texts("", null, null, 'x', null), "o");
    refused(new Texts("", null, null, 'x', Optional.of(bad)), "o");
  }

  private static void refused(Texts record, String path) {
    TypeRef<Texts> type = TypeRef.of(Texts.class);
    for (Runnable face :
        List.<Runnable>of(
            () -> Faces.json(type, record), () -> Faces.viaRows(type, List.of(record)))) {
      assertThatThrownBy(face::run)
          .isInstanceOfSatisfying(
              RowProblem.class,
              e -> {
                assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED);
                assertThat(e.path()).isEqualTo(path);
              });
    }
  }

  @Test
  void pairedSurrogatesAndQuestionMarksAreKept() {
    for (String text : List.of("?", "a?b", "😀?", "?".repeat(20), "é?", "x".repeat(9) + "\t?\"")) {
      Texts record = new Texts(text, List.of(text), Map.of(text, text), 'x', Optional.of(text));
      assertThat(Faces.viaJson(TypeRef.of(Texts.class), List.of(record))).containsExactly(record);
    }
  }

  @Test
  void aNullRecordIsRefused() {
    assertThatThrownBy(() -> Faces.write(ALL, Collections.singletonList(null)))
        .isInstanceOf(RowProblem.class)
        .hasMessageContaining("null");
  }
}
