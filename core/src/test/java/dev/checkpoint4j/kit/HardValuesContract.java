package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.UnsupportedTypeException;
import dev.checkpoint4j.kit.ValueTypes.Arrays;
import dev.checkpoint4j.kit.ValueTypes.Pair;
import dev.checkpoint4j.kit.ValueTypes.Primitives;
import dev.checkpoint4j.kit.ValueTypes.Strings;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that formats like to change: kept to the last bit, or refused with their place. */
abstract class HardValuesContract extends ContractPart {
  private static final double[] DOUBLES = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, Double.MIN_VALUE
  };

  HardValuesContract(CheckpointContract contract) {
    super(contract);
  }

  @Test
  void nanInfinityAndMinusZeroInColumns() {
    for (double d : DOUBLES) {
      assertRoundTrip(
          Primitives.class,
          List.of(
              new Primitives(true, (byte) 1, (short) 1, 'c', 1, 1, (float) d, d),
              new Primitives(true, (byte) 1, (short) 1, 'c', 1, 1, 1f, 1d)));
    }
  }

  @Test
  void nanInfinityAndMinusZeroInArrays() {
    float[] floats = new float[DOUBLES.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) DOUBLES[i];
    }
    assertRoundTrip(Arrays.class, List.of(new Arrays(null, floats, DOUBLES.clone(), null, null)));
  }

  @Test
  void nanInfinityAndMinusZeroInGenericLists() {
    assertRoundTrip(
        new TypeRef<Pair<List<Double>, Map<String, Float>>>() {},
        List.of(
            new Pair<>(
                List.of(Double.NaN, -0.0, Double.NEGATIVE_INFINITY),
                Map.of("nan", Float.NaN, "inf", Float.POSITIVE_INFINITY, "zero", -0f))));
  }

  @Test
  void stringsWithEveryCharacterOfTheBasicPlane() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate(c)) {
        all.append(c);
      }
    }
    assertRoundTrip(
        Strings.class,
        List.of(
            new Strings(all.append('\uffff').toString(), List.of()),
            new Strings(Character.toString(0x1F600) + Character.toString(0x10FFFF), null),
            new Strings("line\nline\r\nline\u2028line\u0085", List.of("\ufeff", "\u0000"))));
  }

  @Test
  void anUnpairedSurrogateIsKeptOrRefusedWithItsPath() {
    TypeRef<Strings> type = TypeRef.of(Strings.class);
    for (String text : new String[] {"\ud800", "a\udc00b", "\udc00\ud800", "ok\ud83d"}) {
      assertKeptOrRefused(type, List.of(new Strings(text, null)), "text");
      assertKeptOrRefused(type, List.of(new Strings("", List.of("fine", text))), "texts[1]");
      assertKeptOrRefused(TypeRef.mapRow(), List.of(Map.of("v", text)), "v");
      assertKeptOrRefused(TypeRef.mapRow(), List.of(Map.of("v", Map.of("w", text))), "v.w");
      assertKeptOrRefused(TypeRef.mapRow(), List.of(Map.of("v", Map.of(text, 1))), "v");
      assertKeptOrRefused(TypeRef.mapRow(), List.of(Map.of("column" + text, 1)), "surrogate");
    }
  }

  @Test
  void aRefusedValueKeepsTheOldCheckpoint() {
    UnsupportedTypeException e =
        assertRefused(
            UnsupportedTypeException.class,
            () ->
                manager.saveRows(
                    NAME, List.of(Map.of("fine", 1), Map.of("deep", List.of(1, new Object())))));
    assertThat(e).hasMessageContaining("\"" + NAME + "\"").hasMessageContaining("deep[1]");
  }

  @Test
  void classesThatHoldNoDataAreRefusedByName() {
    for (Class<?> type : new Class<?>[] {Thread.class, InputStream.class, Runnable.class}) {
      assertThatThrownBy(() -> manager.writer(NAME, type).close())
          .isInstanceOf(UnsupportedTypeException.class)
          .hasMessageContaining(type.getSimpleName());
      assertThatThrownBy(() -> manager.load(NAME, type))
          .isInstanceOf(UnsupportedTypeException.class);
    }
    assertThat(manager.exists(NAME)).isFalse();
  }

  record WithStream(String id, InputStream stream) {}

  @Test
  void aComponentThatHoldsNoDataIsNamed() {
    UnsupportedTypeException e =
        assertRefused(
            UnsupportedTypeException.class,
            () ->
                manager.save(
                    NAME,
                    WithStream.class,
                    List.of(new WithStream("a", InputStream.nullInputStream()))));
    assertThat(e).hasMessageContaining("stream");
  }

  @Test
  void mapKeysThatAreNoStringsAreKeptOrRefused() {
    assertKeptOrRefused(TypeRef.mapRow(), List.of(Map.of("v", Map.of(1, "a"))), "v");
    Map<Object, Object> nullKey = new HashMap<>();
    nullKey.put(null, 1);
    assertKeptOrRefused(TypeRef.mapRow(), List.of(Map.of("v", nullKey)), "v");
    Map<Object, Object> twins = new HashMap<>(Map.of(1, "a", "1", "b"));
    assertKeptOrRefused(TypeRef.mapRow(), List.of(Map.of("v", twins)), "v");
  }

  @Test
  void aRowThatContainsItselfIsRefused() {
    Map<String, Object> row = new HashMap<>();
    row.put("self", row);
    assertRefused(CheckpointException.class, () -> manager.saveRows(NAME, List.of(row)));
  }

  record Failing(String id) {
    @Override
    public String id() {
      throw new ArithmeticException("the caller's own");
    }
  }

  @Test
  void aRecordThatCannotBeReadIsRefusedWithItsCause() {
    assertRefused(
        CheckpointException.class,
        () -> manager.save(NAME, Failing.class, List.of(new Failing("x"))));
  }

  @Test
  void aRecordThatIsRefusedLateKeepsTheOldCheckpoint() {
    List<Strings> many =
        new java.util.ArrayList<>(java.util.Collections.nCopies(5_000, new Strings("x", null)));
    many.add(null);
    assertRefused(CheckpointException.class, () -> manager.save(NAME, Strings.class, many));
  }
}
