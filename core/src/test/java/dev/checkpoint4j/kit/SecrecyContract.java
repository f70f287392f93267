package dev.checkpoint4j.kit;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.kit.ValueTypes.Color;
import dev.checkpoint4j.kit.ValueTypes.Strings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What people wrote stands in no message, no cause and no description. */
abstract class SecrecyContract extends ContractPart {
  private static final String CANARY = "canary-of-a-conversation";

  SecrecyContract(CheckpointContract contract) {
    super(contract);
  }

  /** A throwable with its message, causes and suppressed exceptions, as a log would show it. */
  static String everything(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static void assertSilent(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOf(CheckpointException.class)
        .satisfies(e -> assertThat(everything(e)).doesNotContain(CANARY));
  }

  record Numbers(int value) {}

  record Enums(Color value) {}

  record Times(java.time.Instant value) {}

  record Ids(java.util.UUID value) {}

  record Lists(List<Integer> value) {}

  record Nested(Numbers value) {}

  record Maps(Map<String, Integer> value) {}

  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte[] value) {}

  record Decimals(java.math.BigDecimal value) {}

  record Picky(String value) {
    Picky {
      if (value.contains("canary")) {
        throw new IllegalArgumentException("not accepted");
      }
    }
  }

  @Test
  void aTypeMismatchDoesNotShowTheValue() {
    Class<?>[] types = {
      Numbers.class,
      Enums.class,
      Times.class,
      Ids.class,
      Lists.class,
      Nested.class,
      Maps.class,
      Bytes.class,
      Decimals.class,
      Picky.class
    };
    manager.saveRows(NAME, List.of(Map.of("value", CANARY)));
    for (Class<?> type : types) {
      assertSilent(() -> manager.load(NAME, type));
    }
    manager.saveRows(NAME, List.of(Map.of("value", List.of(CANARY))));
    assertSilent(() -> manager.load(NAME, Lists.class));
    manager.saveRows(NAME, List.of(Map.of("value", Map.of("key", CANARY))));
    assertSilent(() -> manager.load(NAME, Maps.class));
    assertSilent(() -> manager.load(NAME, Lists.class));
  }

  @Test
  void aRefusedValueIsNotShown() {
    for (Object value :
        new Object[] {
          new Object() {
            @Override
            public String toString() {
              return CANARY;
            }
          },
          List.of(CANARY, new Thread(CANARY)),
          Map.of("k", Map.of("text", CANARY, "bad", new Object()))
        }) {
      assertSilent(() -> manager.saveRows(NAME, List.of(Map.of("value", value))));
    }
  }

  @Test
  void anUnpairedSurrogateDoesNotShowItsText() {
    try {
      manager.save(NAME, Strings.class, List.of(new Strings(CANARY + "\ud800", null)));
    } catch (CheckpointException e) {
      assertThat(everything(e)).doesNotContain(CANARY);
    }
  }

  @Test
  void aRecordAmongNullsIsNotShown() {
    assertSilent(
        () ->
            manager.save(
                NAME, Strings.class, Arrays.asList(new Strings(CANARY, List.of(CANARY)), null)));
  }

  @Test
  void aQueryThatMeansNothingDoesNotShowRows() {
    manager.saveRows(NAME, List.of(Map.of("value", CANARY, "number", 1)));
    assertSilent(() -> manager.queryRows(NAME).where(field("valeu").eq("x")).toList());
    assertSilent(() -> manager.queryRows(NAME).where("value ==== 3").toList());
  }

  @Test
  void nothingThatDescribesACheckpointShowsRows() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("value", CANARY);
    row.put("deep", Map.of("er", List.of(CANARY)));
    String result = manager.saveRows(NAME, List.of(row)).toString();
    assertThat(result).doesNotContain(CANARY);
    assertThat(manager.info(NAME).toString()).doesNotContain(CANARY);
    assertThat(manager.verify(NAME).toString()).doesNotContain(CANARY);
    assertThat(manager.queryRows(NAME).toString()).doesNotContain(CANARY);
    assertThat(manager.toString()).doesNotContain(CANARY);
    try (CheckpointWriter<Map<String, Object>> writer = manager.rowWriter(NAME)) {
      writer.write(row);
      assertThat(writer.toString()).doesNotContain(CANARY);
    }
  }
}
