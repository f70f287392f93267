package dev.checkpoint4j.kit;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.kit.ValueTypes.Arrays;
import dev.checkpoint4j.kit.ValueTypes.Colored;
import dev.checkpoint4j.kit.ValueTypes.Decimals;
import dev.checkpoint4j.kit.ValueTypes.Deep;
import dev.checkpoint4j.kit.ValueTypes.Ids;
import dev.checkpoint4j.kit.ValueTypes.Maybe;
import dev.checkpoint4j.kit.ValueTypes.Nested;
import dev.checkpoint4j.kit.ValueTypes.Primitives;
import dev.checkpoint4j.kit.ValueTypes.Strings;
import dev.checkpoint4j.kit.ValueTypes.Times;
import dev.checkpoint4j.kit.ValueTypes.Untyped;
import dev.checkpoint4j.kit.ValueTypes.Wrappers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Random schemas and records come back exactly. */
abstract class RandomDataContract extends ContractPart {
  private static final int ROUNDS = 60;

  RandomDataContract(CheckpointContract contract) {
    super(contract);
  }

  @TestFactory
  Stream<DynamicTest> randomValuesRoundTripIn() {
    return Stream.of(
            Primitives.class,
            Wrappers.class,
            Arrays.class,
            Decimals.class,
            Times.class,
            Ids.class,
            Colored.class,
            Nested.class,
            Deep.class,
            Maybe.class,
            Strings.class)
        .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> randomRecords(type)));
  }

  private <R> void randomRecords(Class<R> type) {
    Seeds.rounds(
        ROUNDS / 3,
        random -> {
          RandomValues values = new RandomValues(random);
          List<R> records = new ArrayList<>();
          for (int i = random.nextInt(40); i >= 0; i--) {
            records.add(values.record(type));
          }
          assertRoundTrip(type, records);
        });
  }

  @Test
  void randomRowsWithNoClassRoundTrip() {
    needs(Capability.EXACT_MAP_ROWS);
    Seeds.rounds(ROUNDS, random -> assertRoundTrip(TypeRef.mapRow(), rows(random)));
  }

  private static List<Map<String, Object>> rows(Random random) {
    RandomValues values = new RandomValues(random);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = random.nextInt(60); i >= 0; i--) {
      rows.add(values.row());
    }
    return rows;
  }

  @Test
  void randomValuesOfNoDeclaredTypeRoundTripInRecords() {
    needs(Capability.EXACT_MAP_ROWS);
    randomRecords(Untyped.class);
  }
}
