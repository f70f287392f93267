package dev.checkpoint4j.jsonl;

import static dev.checkpoint4j.query.Field.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final RecordBinding<Map<String, Object>> ROWS = RecordBinding.of(TypeRef.mapRow());
  private static final int COUNT = 60_000;

  /** Columns of which one stands in the last row alone. */
  private static final MemoryFile FOREIGN = MemoryFile.foreign(rows());

  private static String rows() {
    return IntStream.range(0, COUNT)
        .mapToObj(
            i ->
                i == COUNT - 1
                    ? "{\"id\":" + i + ",\"late\":true}\n"
                    : "{\"id\":" + i + ",\"other\":{\"deep\":[\"" + "x".repeat(i % 50) + "\"]}}\n")
        .collect(Collectors.joining());
  }

  private static JsonlOptions threads(int threads) {
    return WritingTest.options(JsonlCompression.NONE, 1 << 20, threads);
  }

  private static ReadPlan<Map<String, Object>> plan(Filter filter, long limit) {
    return new ReadPlan<>(ROWS, filter, limit);
  }

  private static List<Object> ids(MemoryFile file, int threads, Filter filter, long limit) {
    return file.readAll(threads(threads), plan(filter, limit)).stream()
        .map(row -> row.get("id"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void onlyMatchingLinesAreBuiltInTheirOrder(int threads) {
    List<Object> ids = ids(FOREIGN, threads, field("id").ge(59_990), Long.MAX_VALUE);
    assertThat(ids)
        .containsExactlyElementsOf(
            IntStream.range(59_990, COUNT).mapToObj(Object.class::cast).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aColumnOfTheLastRowIsKnown(int threads) {
    assertThat(ids(FOREIGN, threads, field("late").eq(true), Long.MAX_VALUE))
        .containsExactly(COUNT - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aColumnOfNoRowIsAnErrorThatNamesTheNearest(int threads) {
    assertThatThrownBy(() -> ids(FOREIGN, threads, field("othre").isNull(), Long.MAX_VALUE))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("othre")
        .hasMessageContaining("other");
    assertThatThrownBy(() -> ids(FOREIGN, threads, field("othre").isNull(), 1))
        .isInstanceOf(InvalidQueryException.class);
  }

  @Test
  void aLimitIsNoWayAroundTheSearchForAColumn() {
    assertThat(ids(FOREIGN, 2, field("late").isNull(), 3)).containsExactly(0, 1, 2);
  }

  @Test
  void aLimitEndsTheReadingWhereAllColumnsAreKnown() {
    MemoryFile tornLater = MemoryFile.foreign(rows() + "{\"id\":");
    assertThat(ids(tornLater, 2, field("id").ge(10), 2)).containsExactly(10, 11);
    assertThat(ids(tornLater, 2, Filter.all(), 0)).isEmpty();
    assertThatThrownBy(() -> ids(tornLater, 2, field("late").isNull(), Long.MAX_VALUE))
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining("line 60001");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void countingAgreesWithReading(int threads) {
    for (Filter filter : List.of(field("id").lt(50_000), field("late").isNotNull(), Filter.all())) {
      for (long limit : new long[] {0, 7, 55_000, Long.MAX_VALUE}) {
        try (RecordSource<?> source = FOREIGN.open(threads(threads), plan(filter, limit))) {
          assertThat(source.count())
              .isEqualTo(FOREIGN.readAll(threads(threads), plan(filter, limit)).size());
        }
      }
    }
  }

  @Test
  void anUnknownColumnOfASavedFileIsRefusedBeforeAnythingIsRead() {
    MemoryFile saved = MemoryFile.write(threads(1), ROWS, List.of(Map.of("id", 1)));
    MemoryFile unreadable = new MemoryFile(new byte[] {'x'}, ".jsonl", 1, saved.schema());
    assertThatThrownBy(() -> unreadable.open(threads(1), plan(field("ident").eq(1), 1)))
        .isInstanceOf(InvalidQueryException.class);
  }
}
