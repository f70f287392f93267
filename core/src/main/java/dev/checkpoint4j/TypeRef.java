package dev.checkpoint4j;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Map;
import java.util.Objects;

/**
 * Names a type whose parameters a {@link Class} cannot carry. Immutable and thread-safe.
 *
 * <pre>{@code
 * checkpoints.load("pairs", new TypeRef<Pair<String, Integer>>() {});
 * }</pre>
 *
 * @param <T> the type named
 */
public abstract class TypeRef<T> {
  private static final TypeRef<Map<String, Object>> MAP_ROW = new TypeRef<>() {};

  private final Type type;

  /**
   * Captures {@code T} from the anonymous subclass that calls this.
   *
   * @throws IllegalArgumentException if {@code T} is missing or a type variable
   */
  protected TypeRef() {
    Type parent = getClass().getGenericSuperclass();
    if (!(parent instanceof ParameterizedType parameterized)
        || parameterized.getRawType() != TypeRef.class) {
      throw new IllegalArgumentException(
          "A TypeRef must be made as new TypeRef<SomeType>() {}, but was " + getClass().getName());
    }
    this.type = parameterized.getActualTypeArguments()[0];
    if (type instanceof TypeVariable<?>) {
      throw new IllegalArgumentException(
          "A TypeRef must name a concrete type, but its argument is the type variable " + type);
    }
  }

  private TypeRef(Type type) {
    this.type = type;
  }

  /** The reference for a class without type parameters. */
  public static <T> TypeRef<T> of(Class<T> type) {
    return new Plain<>(Objects.requireNonNull(type, "type"));
  }

  /** The reference for rows with no class: {@code Map<String, Object>}. */
  public static TypeRef<Map<String, Object>> mapRow() {
    return MAP_ROW;
  }

  /** The type named. */
  public final Type type() {
    return type;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof TypeRef<?> that && type.equals(that.type);
  }

  @Override
  public final int hashCode() {
    return type.hashCode();
  }

  @Override
  public final String toString() {
    return type.getTypeName();
  }

  private static final class Plain<T> extends TypeRef<T> {
    Plain(Class<T> type) {
      super(type);
    }
  }
}
