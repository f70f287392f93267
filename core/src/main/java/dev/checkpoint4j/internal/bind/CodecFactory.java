package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the codecs of one binding. */
final class CodecFactory {
  /** Kept like {@link Object}: what is in the value decides. */
  private static final Set<Class<?>> UNTYPED =
      Set.of(Object.class, Number.class, Comparable.class, java.io.Serializable.class);

  private final boolean lazyUntyped;
  private final Map<JavaType, Codec> made = new HashMap<>();
  private final Map<JavaType, LazyCodec> open = new HashMap<>();
  private boolean foundUntyped;

  private CodecFactory(boolean lazyUntyped) {
    this.lazyUntyped = lazyUntyped;
  }

  /** The codec of a whole record. */
  static Codec of(Type type) {
    JavaType javaType = Json.MAPPER.constructType(type);
    CodecFactory first = new CodecFactory(true);
    Codec codec = first.codec(javaType);
    // Only now is it known whether a type that holds itself has untyped values anywhere.
    return first.foundUntyped ? codec : new CodecFactory(false).codec(javaType);
  }

  Codec codec(JavaType type) {
    Codec known = made.get(type);
    if (known != null) {
      return known;
    }
    LazyCodec self = open.get(type);
    if (self != null) {
      return self;
    }
    LazyCodec lazy = new LazyCodec(type.toCanonical(), lazyUntyped);
    open.put(type, lazy);
    Codec codec = make(type);
    lazy.resolve(codec);
    open.remove(type);
    made.put(type, codec);
    return codec;
  }

  private Codec make(JavaType type) {
    Class<?> raw = type.getRawClass();
    Codec scalar = Scalars.find(raw);
    if (scalar != null) {
      return scalar;
    }
    if (UNTYPED.contains(raw)) {
      foundUntyped = true;
      return UntypedCodec.INSTANCE;
    }
    if (type.isEnumType()) {
      Codec enumeration = Enums.find(type);
      return enumeration == null ? OpaqueCodec.of(type) : enumeration;
    }
    if (raw == Optional.class) {
      return optional(type.containedTypeOrUnknown(0));
    }
    if (type.isArrayType() && !type.getContentType().isPrimitive()) {
      JavaType element = type.getContentType();
      return ListCodec.array(
          codec(element), (Object[]) Array.newInstance(element.getRawClass(), 0));
    }
    Codec container = container(type);
    return container != null ? container : structured(type);
  }

  private Codec optional(JavaType inner) {
    Codec codec = codec(inner);
    if (codec instanceof OptionalCodec) {
      throw Problems.unsupported(
          "an Optional inside of an Optional could not be told from an empty one");
    }
    return new OptionalCodec(
        codec, Optional.empty(), o -> ((Optional<?>) o).orElse(null), Optional::of);
  }

  private @Nullable Codec container(JavaType type) {
    if (OpaqueCodec.isAnnotated(type)) {
      return null;
    }
    if (type.isCollectionLikeType() || type.getRawClass() == Iterable.class) {
      Containers.Collections maker = Containers.collection(type);
      return maker == null ? null : ListCodec.collection(codec(maker.element()), maker.maker());
    }
    if (type.isMapLikeType()) {
      Containers.Maps maker = Containers.map(type);
      return maker == null
          ? null
          : new MapCodec(maker.keys(), codec(type.getContentType()), maker.maker());
    }
    return null;
  }

  private Codec structured(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw.isArray()
        || raw.isPrimitive()
        || type.isContainerType()
        || JsonNode.class.isAssignableFrom(raw)
        || raw.getName().startsWith("java.")
        || raw.getName().startsWith("javax.")) {
      return OpaqueCodec.of(type);
    }
    BeanCodecs bean = new BeanCodecs(this, type);
    bean.checkTypeInfo();
    if (bean.needsJackson()) {
      return OpaqueCodec.of(type);
    }
    if (raw.isSealed()) {
      return sealed(type);
    }
    if (Modifier.isAbstract(raw.getModifiers())) {
      throw Problems.unsupported(
          type.toCanonical()
              + " is abstract, so that it is not known what to load; seal it, annotate it with"
              + " @JsonTypeInfo(use = Id.NAME) and @JsonSubTypes, or declare a concrete type");
    }
    return bean.build();
  }

  private Codec sealed(JavaType type) {
    List<Class<?>> leaves = new ArrayList<>();
    SealedCodec.collect(type.getRawClass(), leaves);
    Map<String, StructCodec> byName = new java.util.LinkedHashMap<>();
    for (Class<?> leaf : leaves) {
      JavaType leafType = Json.MAPPER.getTypeFactory().constructSpecializedType(type, leaf);
      BeanCodecs bean = new BeanCodecs(this, leafType);
      if (bean.needsJackson()) {
        throw Problems.unsupported(
            leaf.getName()
                + " is kept by Jackson, so that "
                + type.toCanonical()
                + " needs @JsonTypeInfo(use = Id.NAME) and @JsonSubTypes");
      }
      if (byName.put(leaf.getSimpleName(), bean.build()) != null) {
        throw Problems.unsupported(
            "two subclasses of "
                + type.toCanonical()
                + " are called "
                + leaf.getSimpleName()
                + "; annotate it with @JsonTypeInfo(use = Id.NAME) and @JsonSubTypes");
      }
    }
    return new SealedCodec(type.toCanonical(), byName);
  }
}
