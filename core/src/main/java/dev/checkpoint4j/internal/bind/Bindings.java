package dev.checkpoint4j.internal.bind;

import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.internal.ColumnPath;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowProblem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds or makes the binding of a type. */
public final class Bindings {
  /** Bindings live as long as the class they are for. */
  private static final ClassValue<Map<TypeRef<?>, RecordBinding<?>>> CACHE =
      new ClassValue<>() {
        @Override
        protected Map<TypeRef<?>, RecordBinding<?>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private Bindings() {}

  /** The binding of a type; see {@link RecordBinding#of}. */
  @SuppressWarnings("unchecked")
  public static <T> RecordBinding<T> of(TypeRef<T> type) {
    Map<TypeRef<?>, RecordBinding<?>> cached = CACHE.get(rawClass(type.type()));
    RecordBinding<?> known = cached.get(type);
    if (known == null) {
      known = make(type);
      cached.put(type, known);
    }
    return (RecordBinding<T>) known;
  }

  /** The binding of rows that hold these columns alone; see {@link RecordBinding#ofColumns}. */
  public static RecordBinding<Map<String, Object>> ofColumns(List<String> paths) {
    Map<String, List<String>> parsed = new LinkedHashMap<>();
    paths.forEach(path -> parsed.put(path, ColumnPath.parse(path)));
    return new ColumnsBinding(parsed);
  }

  private static <T> RecordBinding<T> make(TypeRef<T> type) {
    try {
      return isMapRow(type.type()) ? mapBinding(type) : CodecBinding.of(type);
    } catch (RowProblem e) {
      throw e.at("Cannot keep " + type.type().getTypeName() + " in a checkpoint");
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> RecordBinding<T> mapBinding(TypeRef<T> type) {
    return (RecordBinding<T>) new MapBinding((TypeRef<Map<String, Object>>) type);
  }

  private static boolean isMapRow(Type type) {
    if (type == Map.class || type == LinkedHashMap.class) {
      return true;
    }
    return type instanceof ParameterizedType parameterized
        && (parameterized.getRawType() == Map.class
            || parameterized.getRawType() == LinkedHashMap.class)
        && parameterized.getActualTypeArguments()[0] == String.class
        && parameterized.getActualTypeArguments()[1] == Object.class;
  }

  private static Class<?> rawClass(Type type) {
    return Json.MAPPER.constructType(type).getRawClass();
  }
}
