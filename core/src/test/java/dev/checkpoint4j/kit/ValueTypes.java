package dev.checkpoint4j.kit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One class for each kind of value that a checkpoint must hold. */
final class ValueTypes {
  private ValueTypes() {}

  record Primitives(boolean flag, byte b, short s, char c, int i, long l, float f, double d) {}

  record Wrappers(
      @Nullable Boolean flag,
      @Nullable Byte b,
      @Nullable Short s,
      @Nullable Character c,
      @Nullable Integer i,
      @Nullable Long l,
      @Nullable Float f,
      @Nullable Double d,
      @Nullable String text) {}

  @SuppressWarnings("ArrayRecordComponent")
  record Arrays(
      byte @Nullable [] bytes,
      float @Nullable [] floats,
      double @Nullable [] doubles,
      int @Nullable [] ints,
      long @Nullable [] longs) {}

  record Decimals(@Nullable BigDecimal decimal, @Nullable BigInteger integer) {}

  record Times(
      @Nullable Instant instant,
      @Nullable LocalDate date,
      @Nullable LocalDateTime local,
      @Nullable OffsetDateTime offset,
      @Nullable Duration duration) {}

  record Ids(@Nullable UUID id) {}

  enum Color {
    RED,
    GREEN,
    @JsonProperty("deep-blue")
    BLUE
  }

  record Colored(@Nullable Color color, List<Color> palette, Map<String, Color> byName) {}

  record Point(int x, double y) {}

  record Nested(
      @Nullable Point point,
      @Nullable List<@Nullable Point> points,
      @Nullable Map<String, @Nullable Point> byName) {}

  record Deep(
      List<List<Integer>> matrix, Map<String, List<String>> lists, List<Map<String, Long>> maps) {}

  record Tree(String label, List<Tree> children) {}

  record Maybe(Optional<String> text, Optional<Point> point, Optional<List<Integer>> list) {}

  record Strings(@Nullable String text, @Nullable List<@Nullable String> texts) {}

  record Renamed(@JsonProperty("user_id") long userId, @JsonProperty("Full Name") String name) {}

  record Untyped(@Nullable Object anything, Map<String, Object> metadata) {}

  record Pair<A, B>(A first, B second) {}

  /** With a constructor of its own, that Jackson calls. */
  record Score(int value) {
    Score {
      if (value < 1 || value > 5) {
        throw new IllegalArgumentException("a score must be from 1 to 5");
      }
    }
  }

  /** A bean with getters and setters, and something that is not stored. */
  static final class Bean {
    private String name = "";
    private int count;
    private List<String> tags = List.of();
    private String cache = "";

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    @JsonProperty("how_many")
    public int getCount() {
      return count;
    }

    @JsonProperty("how_many")
    public void setCount(int count) {
      this.count = count;
    }

    public List<String> getTags() {
      return tags;
    }

    public void setTags(List<String> tags) {
      this.tags = tags;
    }

    @JsonIgnore
    public String getCache() {
      return cache;
    }

    public void setCache(String cache) {
      this.cache = cache;
    }
  }

  /** An immutable bean, built by its creator. */
  static final class Created {
    private final String key;
    private final long value;

    @JsonCreator
    Created(@JsonProperty("key") String key, @JsonProperty("value") long value) {
      this.key = key;
      this.value = value;
    }

    public String getKey() {
      return key;
    }

    public long getValue() {
      return value;
    }
  }

  /** A sealed hierarchy that says itself how its members are told apart. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Box.class, name = "box")
  })
  sealed interface Shape permits Circle, Box {}

  record Circle(double radius) implements Shape {}

  record Box(int width, int height) implements Shape {}

  record Drawing(@Nullable Shape main, List<Shape> others) {}

  /** A sealed hierarchy without a word for Jackson. */
  sealed interface Event permits Started, Stopped {}

  record Started(Instant at, String by) implements Event {}

  record Stopped(Instant at, int code) implements Event {}

  record Log(String id, List<Event> events) {}
}
