package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.annotation.JsonAppend;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.annotation.JsonTypeIdResolver;
import com.fasterxml.jackson.databind.annotation.JsonTypeResolver;
import com.fasterxml.jackson.databind.annotation.JsonValueInstantiator;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotationMap;
import java.lang.annotation.Annotation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of Jackson's annotations the codecs here honour, and which need Jackson itself. */
final class Annotations {
  private static final String JACKSON = "com.fasterxml.jackson.";

  private static final Set<Class<?>> ON_MEMBERS =
      Set.of(
          JsonAlias.class,
          JsonAutoDetect.class,
          JsonCreator.class,
          JsonGetter.class,
          JsonIgnore.class,
          JsonInclude.class,
          JsonProperty.class,
          JsonPropertyDescription.class,
          JsonSetter.class);

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final Class<? extends Annotation>[] OPAQUE_CLASSES =
      new Class[] {
        JsonAppend.class,
        JsonDeserialize.class,
        JsonFilter.class,
        JsonFormat.class,
        JsonIdentityInfo.class,
        JsonSerialize.class,
        JsonTypeIdResolver.class,
        JsonTypeInfo.class,
        JsonTypeResolver.class,
        JsonValueInstantiator.class
      };

  private Annotations() {}

  /** Whether a class has an annotation that needs Jackson. */
  static boolean needJackson(AnnotatedClass type) {
    return type.hasOneOf(OPAQUE_CLASSES);
  }

  /** Whether a member has an annotation that needs Jackson. */
  static boolean needJackson(@Nullable AnnotatedMember member) {
    AnnotationMap annotations = member == null ? null : member.getAllAnnotations();
    if (annotations == null) {
      return false;
    }
    for (Annotation annotation : annotations.annotations()) {
      if (needsJackson(annotation)) {
        return true;
      }
    }
    return false;
  }

  private static boolean needsJackson(Annotation annotation) {
    if (annotation instanceof JsonSetter setter) {
      return setter.nulls() != Nulls.DEFAULT || setter.contentNulls() != Nulls.DEFAULT;
    }
    if (annotation instanceof JsonInclude include) {
      return include.content() != JsonInclude.Include.ALWAYS;
    }
    return isJackson(annotation) && !ON_MEMBERS.contains(annotation.annotationType());
  }

  private static boolean isJackson(Annotation annotation) {
    return annotation.annotationType().getName().startsWith(JACKSON);
  }

  /** Refuses type information that would name a class in the data. */
  static void checkTypeInfo(@Nullable JsonTypeInfo info, JavaType type) {
    if (info == null) {
      return;
    }
    switch (info.use()) {
      case CLASS, MINIMAL_CLASS, CUSTOM ->
          throw Problems.unsupported(
              type.toCanonical()
                  + " has @JsonTypeInfo(use = "
                  + info.use()
                  + "), which lets the data name a class to load; use JsonTypeInfo.Id.NAME with"
                  + " @JsonSubTypes");
      default -> {}
    }
  }
}
