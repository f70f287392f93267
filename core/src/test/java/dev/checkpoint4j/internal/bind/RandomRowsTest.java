package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.spi.RecordBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random types and values come back equal through both faces. The seed is in the test's name. */
@NullUnmarked
class RandomRowsTest {
  record Row<A, B, C>(A first, B second, C third) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20251121})
  void mapRowsComeBack(long seed) {
    RandomValues random = new RandomValues(new Random(seed));
    for (int round = 0; round < 300; round++) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        rows.add(random.untypedMap(3));
      }
      RecordBinding<Map<String, Object>> binding = RecordBinding.of(TypeRef.mapRow());
      Deep.assertSame(Faces.viaJson(binding, rows), rows);
      Deep.assertSame(Faces.viaRows(binding, rows), rows);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20251121})
  void recordsOfRandomTypesComeBack(long seed) {
    RandomValues random = new RandomValues(new Random(seed));
    TypeFactory types = TypeFactory.defaultInstance();
    for (int round = 0; round < 400; round++) {
      JavaType[] parts = {random.type(3), random.type(3), random.type(3)};
      RecordBinding<Row<Object, Object, Object>> binding =
          CodecBinding.of(
              new TypeRef<Row<Object, Object, Object>>() {},
              CodecFactory.of(types.constructParametricType(Row.class, parts)));
      List<Row<Object, Object, Object>> rows = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        rows.add(new Row<>(random.value(parts[0]), random.value(parts[1]), random.value(parts[2])));
      }
      Deep.assertSame(Faces.viaJson(binding, rows), rows);
      Deep.assertSame(Faces.viaRows(binding, rows), rows);
    }
  }
}
