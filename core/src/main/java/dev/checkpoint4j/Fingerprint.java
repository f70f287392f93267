package dev.checkpoint4j;

import dev.checkpoint4j.internal.reuse.Parts;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a result depends on: named parts that the application declares, each by its digest. Two are
 * equal only if all parts are. The same parts have the same fingerprint in every run, on every JDK
 * and in every release. Immutable and thread-safe.
 *
 * <p>Nothing is guessed: code is not looked at, since the bytes of a function say little about what
 * it does (a compiler may change them, and what it calls is not in them). Declare a version and
 * change it with the code.
 *
 * <p>Values are text, numbers, booleans, times, enums, {@code byte[]}, lists and arrays, sets and
 * maps (in any order), and records of these; whole numbers of all widths are the same by value.
 * Only digests are kept, so that a prompt or a key in a parameter is not written anywhere.
 *
 * <pre>{@code
 * Fingerprint fingerprint =
 *     Fingerprint.version("v3")
 *         .param("model", model)
 *         .param("prompt", prompt)
 *         .inputs(conversations, Conversation.class, Conversation::chatId)
 *         .output(ConversationSummary.class);
 * }</pre>
 */
public final class Fingerprint {
  /** The part of {@link #inputs(Iterable, Class, Function)}. */
  public static final String INPUTS = "inputs";

  private final Parts parts;
  private final String hash;

  private Fingerprint(Parts parts) {
    this.parts = parts;
    this.hash = parts.hash();
  }

  /**
   * The fingerprint of values that have no names: {@code Fingerprint.of("kmeans", 10, "v3")}.
   *
   * @throws IllegalArgumentException for a value of a kind that is not listed above
   */
  public static Fingerprint of(@Nullable Object... values) {
    Parts parts = Parts.NONE;
    for (int i = 0; i < values.length; i++) {
      parts = parts.withValue("value " + (i + 1), values[i]);
    }
    return new Fingerprint(parts);
  }

  /** Begins with the version of the step's code, such as {@code "v3"}. */
  public static Fingerprint version(String version) {
    return new Fingerprint(
        Parts.NONE.withValue("version", Objects.requireNonNull(version, "version")));
  }

  /** Adds a named parameter; the order in which parameters are added means nothing. */
  public Fingerprint param(String name, @Nullable Object value) {
    return new Fingerprint(parts.withValue("param " + name, value));
  }

  /** Adds the fingerprint of a step before this one, so that its changes are this one's. */
  public Fingerprint upstream(String name, Fingerprint fingerprint) {
    return new Fingerprint(parts.withDigest("upstream " + name, fingerprint.hash));
  }

  /**
   * Adds something by a digest that the application has, such as that of a file.
   *
   * @param digest at least 8 characters
   */
  public Fingerprint digest(String name, String digest) {
    if (digest.length() < 8) {
      throw new IllegalArgumentException("digest must have at least 8 characters");
    }
    return new Fingerprint(parts.withDigest(name, digest));
  }

  /**
   * Adds the contents of the inputs. Their order means nothing.
   *
   * @param keyOf what tells one input from another, so that {@code explain} can count those that
   *     were added, removed and changed
   */
  public <T> Fingerprint inputs(
      Iterable<? extends T> inputs, TypeRef<T> type, Function<? super T, ?> keyOf) {
    return new Fingerprint(parts.withRows(INPUTS, inputs, type, keyOf));
  }

  /** As {@link #inputs(Iterable, TypeRef, Function)}. */
  public <T> Fingerprint inputs(
      Iterable<? extends T> inputs, Class<T> type, Function<? super T, ?> keyOf) {
    return inputs(inputs, TypeRef.of(type), keyOf);
  }

  /** Adds the columns of the result: a new field makes old results stale. */
  public Fingerprint output(TypeRef<?> type) {
    return new Fingerprint(parts.withSchema("output", type));
  }

  /** As {@link #output(TypeRef)}. */
  public Fingerprint output(Class<?> type) {
    return output(TypeRef.of(type));
  }

  /** SHA-256 over all parts, in lower-case hex. */
  public String hash() {
    return hash;
  }

  /** The digest of each part by its name. */
  public SortedMap<String, String> parts() {
    return parts.digests();
  }

  /**
   * How a later fingerprint differs from this one, one clause a part: {@code param prompt changed
   * (1a2b… → 9f0c…)}; empty if they are equal.
   */
  public List<String> differences(Fingerprint later) {
    return parts.differences(later.parts);
  }

  /** As text that {@link #ofJson} reads: what a store keeps beside a checkpoint. */
  public String toJson() {
    return parts.toJson();
  }

  /**
   * The inverse of {@link #toJson}.
   *
   * @throws IllegalArgumentException if it is no such text; the message is a clause
   */
  public static Fingerprint ofJson(String json) {
    return new Fingerprint(Parts.ofJson(json));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  /** The hash. */
  @Override
  public String toString() {
    return hash;
  }
}
