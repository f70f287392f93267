package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedWithParams;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/** Method handles into users' classes. */
final class Handles {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
  private static final MethodType SETTER =
      MethodType.methodType(void.class, Object.class, Object.class);
  private static final MethodType CREATOR = MethodType.methodType(Object.class, Object[].class);

  private Handles() {}

  static MethodHandle getter(AnnotatedMember member) {
    Member accessor = member.getMember();
    return of(
            accessor,
            () ->
                accessor instanceof Field field
                    ? LOOKUP.unreflectGetter(field)
                    : LOOKUP.unreflect((Method) accessor))
        .asType(GETTER);
  }

  static MethodHandle setter(AnnotatedMember member) {
    Member mutator = member.getMember();
    return of(
            mutator,
            () ->
                mutator instanceof Field field
                    ? LOOKUP.unreflectSetter(field)
                    : LOOKUP.unreflect((Method) mutator))
        .asType(SETTER);
  }

  static MethodHandle creator(AnnotatedWithParams creator) {
    Member member = creator.getMember();
    return of(
            member,
            () ->
                member instanceof Constructor<?> constructor
                    ? LOOKUP.unreflectConstructor(constructor)
                    : LOOKUP.unreflect((Method) member))
        .asFixedArity()
        .asSpreader(Object[].class, creator.getParameterCount())
        .asType(CREATOR);
  }

  @FunctionalInterface
  private interface Unreflection {
    MethodHandle get() throws IllegalAccessException;
  }

  private static MethodHandle of(Member member, Unreflection unreflection) {
    try {
      makeAccessible(member);
      return unreflection.get();
    } catch (IllegalAccessException e) {
      Class<?> owner = member.getDeclaringClass();
      throw Problems.unsupported(
          owner.getName()
              + " is not accessible; add \"opens "
              + owner.getPackageName()
              + " to dev.checkpoint4j.core\" to its module, or make it public",
          e);
    }
  }

  private static void makeAccessible(Member member) {
    try {
      ((AccessibleObject) member).setAccessible(true);
    } catch (InaccessibleObjectException e) {
      // A public member of an exported package needs no more; what fails is told by the caller.
      return;
    }
  }
}
