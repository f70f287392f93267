package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.AnnotatedWithParams;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.introspect.PotentialCreators;
import dev.checkpoint4j.spi.RowProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the codec of one record or bean from what Jackson's introspection says about it. */
final class BeanCodecs {
  private static final JsonInclude.Value ALWAYS = JsonInclude.Value.empty();

  private final @Nullable CodecFactory factory;
  private final JavaType type;
  private final BeanDescription writing;
  private final BeanDescription reading;
  private final List<Maker.Slot> slots = new ArrayList<>();
  private final Map<String, Integer> slotsByName = new HashMap<>();
  private final Map<String, Codec> codecs = new HashMap<>();

  BeanCodecs(@Nullable CodecFactory factory, JavaType type) {
    this.factory = factory;
    this.type = type;
    this.writing = Json.MAPPER.getSerializationConfig().introspect(type);
    this.reading = Json.MAPPER.getDeserializationConfig().introspect(type);
  }

  /** For questions only. */
  static BeanCodecs toInspect(JavaType type) {
    return new BeanCodecs(null, type);
  }

  /** Refuses type information that names classes, wherever it is annotated. */
  void checkTypeInfo() {
    Annotations.checkTypeInfo(writing.getClassInfo().getAnnotation(JsonTypeInfo.class), type);
    for (BeanPropertyDefinition property : writing.findProperties()) {
      AnnotatedMember accessor = property.getAccessor();
      if (accessor != null) {
        Annotations.checkTypeInfo(accessor.getAnnotation(JsonTypeInfo.class), accessor.getType());
      }
    }
  }

  /** The types of the properties. */
  List<JavaType> propertyTypes() {
    List<JavaType> types = new ArrayList<>();
    for (BeanPropertyDefinition property : writing.findProperties()) {
      types.add(property.getPrimaryType());
    }
    return types;
  }

  /** Whether only Jackson itself can do what the annotations say. */
  boolean needsJackson() {
    return Annotations.needJackson(writing.getClassInfo())
        || writing.findJsonValueAccessor() != null
        || writing.findAnyGetter() != null
        || writing.getObjectIdInfo() != null
        || reading.findAnySetterAccessor() != null
        || reading.findPOJOBuilder() != null
        || isInjected()
        || isDelegating()
        || writing.findProperties().stream().anyMatch(this::needsJackson)
        || reading.findProperties().stream().anyMatch(this::needsJackson);
  }

  private boolean isDelegating() {
    PotentialCreators creators = reading.getPotentialCreators();
    return creators != null && !creators.getExplicitDelegating().isEmpty();
  }

  private boolean isInjected() {
    Map<Object, AnnotatedMember> injected = reading.findInjectables();
    return injected != null && !injected.isEmpty();
  }

  private boolean needsJackson(BeanPropertyDefinition property) {
    Include include = property.getAccessor() == null ? Include.ALWAYS : include(property);
    return Annotations.needJackson(property.getAccessor())
        || Annotations.needJackson(property.getMutator())
        || property.findReferenceType() != null
        || include == Include.NON_DEFAULT
        || include == Include.CUSTOM;
  }

  private Include include(BeanPropertyDefinition property) {
    JsonInclude.Value ofClass = writing.findPropertyInclusion(ALWAYS);
    Include include = ofClass.withOverrides(property.findInclusion()).getValueInclusion();
    return include == Include.USE_DEFAULTS ? Include.ALWAYS : include;
  }

  StructCodec build() {
    AnnotatedWithParams creator = creator();
    if (creator == null) {
      throw Problems.unsupported(
          type.toCanonical()
              + " cannot be made again when it is loaded; give it a constructor without"
              + " parameters, a @JsonCreator, or make it a record");
    }
    List<BeanPropertyDefinition> read = readProperties();
    addParameters(creator, read);
    addSetters(read);
    Maker maker = new Maker(type.toCanonical(), Handles.creator(creator), slots);
    List<StructField> written = written();
    return new StructCodec(type.getRawClass(), written, read(written, read), maker);
  }

  private List<BeanPropertyDefinition> readProperties() {
    return reading.findProperties().stream()
        .filter(p -> p.couldDeserialize() && p.getMutator() != null)
        .toList();
  }

  private @Nullable AnnotatedWithParams creator() {
    for (BeanPropertyDefinition property : reading.findProperties()) {
      if (property.hasConstructorParameter()) {
        return property.getConstructorParameter().getOwner();
      }
    }
    return reading.findDefaultConstructor();
  }

  private void addParameters(AnnotatedWithParams creator, List<BeanPropertyDefinition> read) {
    Map<Integer, BeanPropertyDefinition> byIndex = new HashMap<>();
    for (BeanPropertyDefinition property : read) {
      if (property.hasConstructorParameter()) {
        byIndex.put(property.getConstructorParameter().getIndex(), property);
      }
    }
    for (int i = 0; i < creator.getParameterCount(); i++) {
      BeanPropertyDefinition property = byIndex.get(i);
      JavaType parameter = creator.getParameterType(i);
      Codec codec = codec(property == null ? "" : property.getName(), parameter);
      String name = property == null ? "" : property.getName();
      boolean required = property != null && property.isRequired();
      slots.add(new Maker.Slot(name, codec.ofMissing(), required, null));
      if (property != null) {
        slotsByName.put(name, i);
        codecs.put(name, codec);
      }
    }
  }

  private void addSetters(List<BeanPropertyDefinition> read) {
    for (BeanPropertyDefinition property : read) {
      if (property.hasConstructorParameter()) {
        continue;
      }
      AnnotatedMember mutator = property.getMutator();
      JavaType valueType =
          mutator instanceof com.fasterxml.jackson.databind.introspect.AnnotatedMethod method
              ? method.getParameterType(0)
              : mutator.getType();
      slotsByName.put(property.getName(), slots.size());
      codecs.put(property.getName(), codec(property.getName(), valueType));
      slots.add(new Maker.Slot(property.getName(), null, false, Handles.setter(mutator)));
    }
  }

  private List<StructField> written() {
    List<StructField> fields = new ArrayList<>();
    for (BeanPropertyDefinition property : writing.findProperties()) {
      AnnotatedMember accessor = property.getAccessor();
      if (!property.couldSerialize() || accessor == null) {
        continue;
      }
      Codec codec = codec(property, accessor);
      fields.add(
          new StructField(property.getName(), Handles.getter(accessor), codec, include(property)));
    }
    return fields;
  }

  private Codec codec(BeanPropertyDefinition property, AnnotatedMember accessor) {
    if (accessor.hasAnnotation(NaiveUtc.class)) {
      codecs.put(property.getName(), new TextCodecs.InstantCodec(true));
    }
    Integer slot = slotsByName.get(property.getName());
    Codec known = codecs.get(property.getName());
    boolean same =
        known != null && slot != null && accessor.getType().equals(mutatorType(property.getName()));
    return known != null && same ? known : codec(property.getName(), accessor.getType());
  }

  private @Nullable JavaType mutatorType(String name) {
    for (BeanPropertyDefinition property : reading.findProperties()) {
      if (property.getName().equals(name)) {
        AnnotatedParameter parameter = property.getConstructorParameter();
        return parameter != null ? parameter.getType() : property.getMutator().getType();
      }
    }
    return null;
  }

  private Codec codec(String name, JavaType valueType) {
    try {
      return Objects.requireNonNull(factory).codec(valueType);
    } catch (RowProblem e) {
      throw e.inside(name);
    }
  }

  /** Fields in the order in which they are written; those that are not, at the end. */
  private List<ReadField> read(List<StructField> written, List<BeanPropertyDefinition> read) {
    Map<String, BeanPropertyDefinition> rest = new LinkedHashMap<>();
    read.forEach(property -> rest.put(property.getName(), property));
    List<ReadField> fields = new ArrayList<>();
    for (StructField field : written) {
      fields.add(readField(field.column(), rest.remove(field.column()), fields.size()));
    }
    rest.forEach((name, property) -> fields.add(readField(name, property, fields.size())));
    return fields;
  }

  private ReadField readField(
      String name, @Nullable BeanPropertyDefinition property, int position) {
    Integer slot = slotsByName.get(name);
    Codec codec = codecs.getOrDefault(name, UntypedCodec.INSTANCE);
    List<String> aliases =
        property == null
            ? List.of()
            : property.findAliases().stream().map(PropertyName::getSimpleName).toList();
    return new ReadField(
        new SerializedString(name),
        aliases,
        codec,
        codec.hasUntyped(),
        position,
        slot == null ? -1 : slot);
  }
}
