package dev.checkpoint4j.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.query.Filter;
import dev.checkpoint4j.schema.RecordSchema;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilterAllocationTest {
  private static final int ROWS = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "score >= 4 and topic contains 'python'",
        "score in (1, 2, 3) or topic in ('a', 'b')",
        "topic icontains 'PYTHON' and topic > 'a'",
        "weight < 0.5 or weight = 7 or not weight is null",
        "metadata.model startsWith 'm' and size(languages) = 2 and languages has 'b'",
        "embedding has 0.25 and size(embedding) > 3",
        "created < timestamp '2026-01-31T00:00:00Z' and score < 4.5"
      })
  void testingARowAllocatesNothing(String text) throws ReflectiveOperationException {
    Map<String, Object> row = new HashMap<>();
    row.put("score", 4);
    row.put("topic", "about python");
    row.put("weight", 0.75);
    row.put("metadata", Map.of("model", "m"));
    row.put("languages", List.of("a", "b"));
    row.put("embedding", new double[] {1, 2, 3, 4, 0.25});
    row.put("created", Instant.EPOCH);
    RowFilter filter = RowFilter.compile(Filter.parse(text), RecordSchema.EMPTY, true);
    int kept = run(filter, row);
    allocatedBytes();
    long before = allocatedBytes();
    kept += run(filter, row);
    long allocated = allocatedBytes() - before;
    assertThat(allocated).as("bytes for %d rows", ROWS).isLessThan(ROWS);
    assertThat(kept).isIn(0, 2 * ROWS);
  }

  private static int run(RowFilter filter, Map<String, Object> row) {
    int kept = 0;
    for (int i = 0; i < ROWS; i++) {
      kept += filter.test(row) ? 1 : 0;
    }
    return kept;
  }

  /** By reflection, since the module of the library has no need of the management one. */
  private static long allocatedBytes() throws ReflectiveOperationException {
    Object threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    Method allocated =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getThreadAllocatedBytes", long.class);
    return (long) allocated.invoke(threads, Thread.currentThread().getId());
  }
}
