package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.io.SerializedString;
import dev.checkpoint4j.internal.bind.UntypedType.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A place of untyped values in the rows, and what is known of those there: which class is usual for
 * each kind of JSON value, and what {@link Shape} needs. All elements of a list are one place.
 *
 * <p>One thread learns, in the order of the rows, while others write rows that were learnt before.
 * What a row needs is fixed by the time it is written and never changes, so that its bytes do not
 * depend on timing. Places are bounded; what has none is tagged instead.
 */
final class Place {
  static final int MAX_CHILDREN = 1_000;
  static final int MAX_PLACES = 10_000;

  private final Place root;
  private final SerializedString key;
  private final @Nullable UntypedType[] usual = new @Nullable UntypedType[Token.values().length];
  private final Map<String, Place> children = new ConcurrentHashMap<>(4);
  private volatile @Nullable Place element;

  // Of the learning thread alone:
  private final List<String> order = new ArrayList<>();
  private final Set<UntypedType> seen = EnumSet.noneOf(UntypedType.class);
  private final Set<Token> decided = EnumSet.noneOf(Token.class);
  private @Nullable UntypedType simple;
  private int places;
  private boolean overflown;
  private boolean smallLongs;
  private long objects;
  private long present;
  private long nulls;

  private Place(@Nullable Place root, String key) {
    this.root = root == null ? this : root;
    this.key = new SerializedString(key);
  }

  /** The place of the rows themselves. */
  static Place root() {
    return new Place(null, "");
  }

  SerializedString key() {
    return key;
  }

  /** The class that is usual here and not the natural one; null for that. */
  @Nullable UntypedType usual(Token token) {
    return usual[token.index];
  }

  void setUsual(Token token, UntypedType type) {
    usual[token.index] = type;
  }

  @Nullable Place child(String name) {
    return children.get(name);
  }

  @Nullable Place element() {
    return element;
  }

  /** The child, made if there is room. */
  @Nullable Place learnChild(String name) {
    Place child = children.get(name);
    if (child == null) {
      int limit = this == root ? MAX_PLACES : MAX_CHILDREN;
      if (order.size() >= limit || root.places >= MAX_PLACES) {
        overflown = true;
        return null;
      }
      Text.check(name);
      child = new Place(root, name);
      root.places++;
      children.put(name, child);
      order.add(name);
    }
    return child;
  }

  /** The place of the elements, made if there is room. */
  @Nullable Place learnElement() {
    Place known = element;
    if (known == null) {
      if (root.places >= MAX_PLACES) {
        return null;
      }
      known = new Place(root, "");
      root.places++;
      element = known;
    }
    return known;
  }

  /** Notes a value; the first of a kind decides what is usual. */
  void saw(UntypedType type, Object value) {
    present++;
    if (type == simple) {
      return;
    }
    if (type.isSimple()) {
      simple = type;
    }
    if (type == UntypedType.MAP) {
      objects++;
    }
    if (type == UntypedType.INT64 && !type.isNatural(value)) {
      smallLongs = true;
    }
    seen.add(type);
    Token token = type.token(value);
    if (decided.add(token) && !isNaturalAs(token, type)) {
      setUsual(token, type);
    }
  }

  /** A double that is no number is a string in JSON, and nothing natural there. */
  private static boolean isNaturalAs(Token token, UntypedType type) {
    return type.isNatural() && (token != Token.STRING || type == UntypedType.STRING);
  }

  void sawNull() {
    present++;
    nulls++;
  }

  /** The names of the children, in the order in which they were first seen. */
  List<String> names() {
    return Collections.unmodifiableList(order);
  }

  /** The classes seen. */
  Set<UntypedType> seen() {
    return Collections.unmodifiableSet(seen);
  }

  /** Whether a child could not be made. */
  boolean isOverflown() {
    return overflown;
  }

  /** Whether there was a {@code Long} that an {@code Integer} could hold. */
  boolean hasSmallLongs() {
    return smallLongs;
  }

  /** How many maps were seen. */
  long objects() {
    return objects;
  }

  /** How many values and nulls were seen. */
  long present() {
    return present;
  }

  long nulls() {
    return nulls;
  }
}
