package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.kit.Samples.Item;
import dev.checkpoint4j.kit.ValueTypes.Strings;
import dev.checkpoint4j.kit.ValueTypes.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P6: large and deep data is kept, or refused before it hurts. */
abstract class LimitsContract extends ContractPart {
  LimitsContract(CheckpointContract contract) {
    super(contract);
  }

  @Test
  void manyRowsThroughAWriterAndAStream() {
    int rows = 30_000;
    try (CheckpointWriter<Item> writer = manager.writer(NAME, Item.class)) {
      for (int i = 0; i < rows; i++) {
        writer.write(Samples.item(1, i));
      }
      assertThat(writer.commit().rows()).isEqualTo(rows);
    }
    AtomicLong seen = new AtomicLong();
    try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
      stream.forEach(
          item -> {
            if (!item.equals(Samples.item(1, (int) seen.getAndIncrement()))) {
              throw new AssertionError("Another record at " + (seen.get() - 1));
            }
          });
    }
    assertThat(seen).hasValue(rows);
    assertThat(manager.query(NAME, Item.class).count()).isEqualTo(rows);
  }

  @Test
  void aTextOfAMillionCharacters() {
    assertRoundTrip(
        Strings.class,
        List.of(
            new Strings("x\u00e9".repeat(500_000), null),
            new Strings("after", List.of("y".repeat(300_000)))));
  }

  @Test
  void aListOfAHundredThousand() {
    assertRoundTrip(
        new TypeRef<ValueTypes.Pair<List<Integer>, String>>() {},
        List.of(new ValueTypes.Pair<>(IntStream.range(0, 100_000).boxed().toList(), "x")));
  }

  @Test
  void aThousandColumns() {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < 1_000; i++) {
      row.put("column_" + i, i);
    }
    assertRoundTrip(TypeRef.mapRow(), List.of(row, row));
  }

  @Test
  void nestingOfAHundredLevels() {
    assertRoundTrip(TypeRef.mapRow(), List.of(Map.of("v", nestedLists(100))));
    assertRoundTrip(Tree.class, List.of(nestedTree(50)));
  }

  @Test
  void nestingWithoutEndIsRefusedWithoutAStackOverflow() {
    assertRefused(
        CheckpointException.class,
        () -> manager.saveRows(NAME, List.of(Map.of("v", nestedLists(100_000)))));
    assertRefused(
        CheckpointException.class,
        () -> manager.save(NAME, Tree.class, List.of(nestedTree(100_000))));
  }

  private static Object nestedLists(int levels) {
    Object value = "bottom";
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("k", value);
    }
    return value;
  }

  private static Tree nestedTree(int levels) {
    Tree tree = new Tree("bottom", List.of());
    for (int i = 0; i < levels; i++) {
      tree = new Tree("t", List.of(tree));
    }
    return tree;
  }

  @Test
  void hugeNumbersAreKeptOrRefused() {
    for (Object number :
        new Object[] {
          BigInteger.TEN.pow(900),
          BigInteger.TEN.pow(20_000),
          new BigDecimal("1E+999999999"),
          new BigDecimal("1E-999999999"),
          new BigDecimal(BigInteger.TEN.pow(2_000), 1_000)
        }) {
      assertKeptOrRefused(TypeRef.mapRow(), List.of(Map.of("v", number)), "v");
    }
  }

  @Test
  void manyCheckpointsInOnePlace() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      names.add("run-%03d/part-%02d".formatted(i / 10, i % 10));
      manager.save(names.get(i), Item.class, Samples.items(i, 1));
    }
    assertThat(manager.list()).isEqualTo(names);
  }
}
