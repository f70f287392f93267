package dev.checkpoint4j.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.UnsupportedTypeException;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RowProblem;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Jackson's annotations mean here what they mean in Jackson. */
@NullUnmarked
@SuppressWarnings("JavaUtilDate")
class AnnotatedTypesTest {
  private static <T> void comesBack(TypeRef<T> type, T record) {
    Deep.assertSame(Faces.viaJson(type, List.of(record)), List.of(record));
    Deep.assertSame(Faces.viaRows(type, List.of(record)), List.of(record));
  }

  private static <T> String json(Class<T> type, T record) {
    comesBack(TypeRef.of(type), record);
    return Faces.json(TypeRef.of(type), record);
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonPropertyOrder({"zeta", "first_name"})
  record Named(
      String firstName, @JsonProperty("z") @JsonAlias({"zz", "zzz"}) int zeta, String last) {}

  @Test
  void namesOrderAndAliasesAreHonoured() {
    assertThat(json(Named.class, new Named("a", 1, "b")))
        .isEqualTo("{\"z\":1,\"first_name\":\"a\",\"last\":\"b\"}");
    assertThat(Faces.read(TypeRef.of(Named.class), "{\"zzz\":7}"))
        .isEqualTo(new Named(null, 7, null));
    assertThatThrownBy(() -> Faces.read(TypeRef.of(Named.class), "{\"zzz\":7,\"z\":8}"))
        .isInstanceOf(RowProblem.class);
  }

  static final class Bean {
    private int id;
    @JsonProperty private String hidden = "default";
    @JsonIgnore public String ignored = "x";
    public Optional<Integer> open = Optional.empty();
    private String secret;

    public int getId() {
      return id;
    }

    public void setId(int id) {
      this.id = id;
    }

    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
    public void setSecret(String secret) {
      this.secret = secret;
    }

    public int getDouble() {
      return 2 * id;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Bean b && id == b.id && hidden.equals(b.hidden) && open.equals(b.open);
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  @Test
  void beansUseSettersFieldsAndDefaults() {
    Bean bean = new Bean();
    bean.setId(3);
    String json = json(Bean.class, bean);
    assertThat(json).contains("\"id\":3", "\"double\":6").doesNotContain("ignored", "secret");
    Bean read =
        Faces.read(TypeRef.of(Bean.class), "{\"secret\":\"s\",\"ignored\":\"y\",\"double\":9}");
    assertThat(read.hidden).isEqualTo("default");
    assertThat(read.secret).isEqualTo("s");
    assertThat(read.ignored).isEqualTo("x");
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Sparse(
      String a,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> b,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> c,
      @JsonInclude(JsonInclude.Include.ALWAYS) String d) {}

  @Test
  void inclusionLeavesOut() {
    assertThat(json(Sparse.class, new Sparse(null, null, Optional.empty(), null)))
        .isEqualTo("{\"d\":null}");
    assertThat(
            Faces.json(TypeRef.of(Sparse.class), new Sparse("x", List.of(), Optional.empty(), "")))
        .isEqualTo("{\"a\":\"x\",\"d\":\"\"}");
  }

  static final class Made {
    private final String text;

    private Made(String text) {
      this.text = text;
    }

    @JsonCreator
    static Made of(@JsonProperty("text") String text) {
      return new Made(text);
    }

    public String getText() {
      return text;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Made m && Objects.equals(text, m.text);
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void creatorsWithNamedPropertiesAreUsed() {
    assertThat(json(Made.class, Made.of("x"))).isEqualTo("{\"text\":\"x\"}");
  }

  record Euro(@JsonValue long cents) {}

  record Inner(int x, int y) {}

  record Exotic(Euro price, @JsonFormat(pattern = "yyyy") java.time.Year year, Date date) {}

  record Unwrapped(String a, @JsonUnwrapped Inner inner) {}

  static final class Any {
    public String a;
    private final Map<String, Object> rest = new LinkedHashMap<>();

    @JsonAnyGetter
    public Map<String, Object> rest() {
      return rest;
    }

    @JsonAnySetter
    public void put(String key, Object value) {
      rest.put(key, value);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Any any && Objects.equals(a, any.a) && rest.equals(any.rest);
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void whatIsExoticIsLeftToJackson() {
    assertThat(json(Exotic.class, new Exotic(new Euro(5), java.time.Year.of(2024), new Date(7))))
        .contains("\"price\":5");
    assertThat(json(Unwrapped.class, new Unwrapped("q", new Inner(1, 2))))
        .isEqualTo("{\"a\":\"q\",\"x\":1,\"y\":2}");
    Any any = new Any();
    any.a = "x";
    any.put("more", List.of(1, 2.5, "t"));
    assertThat(json(Any.class, any)).isEqualTo("{\"a\":\"x\",\"more\":[1,2.5,\"t\"]}");
  }

  record Tree(JsonNode node, String s) {}

  @Test
  void jsonTreesAreColumnsOfJson() throws Exception {
    JsonNode node = new ObjectMapper().readTree("{\"a\":[1,2.5,null,\"x\"]}");
    assertThat(json(Tree.class, new Tree(node, "s")))
        .contains("\"node\":{\"a\":[1,2.5,null,\"x\"]}");
    assertThat(
            RecordBinding.of(TypeRef.of(Tree.class))
                .schema()
                .column("node")
                .orElseThrow()
                .type()
                .kind())
        .isEqualTo(Kind.JSON);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({@JsonSubTypes.Type(Cat.class), @JsonSubTypes.Type(Dog.class)})
  interface Animal {}

  @JsonTypeName("cat")
  record Cat(int lives) implements Animal {}

  @JsonTypeName("dog")
  record Dog(String name) implements Animal {}

  record Zoo(List<Animal> animals, Animal star) {}

  @Test
  void annotatedHierarchiesUseTheirNames() {
    assertThat(json(Zoo.class, new Zoo(List.of(new Cat(9), new Dog("x")), new Cat(1))))
        .isEqualTo(
            "{\"animals\":[{\"kind\":\"cat\",\"lives\":9},{\"kind\":\"dog\",\"name\":\"x\"}],"
                + "\"star\":{\"kind\":\"cat\",\"lives\":1}}");
    comesBack(TypeRef.of(Animal.class), new Dog("x"));
    assertThatThrownBy(
            () -> Faces.read(TypeRef.of(Zoo.class), "{\"star\":{\"kind\":\"java.lang.Runtime\"}}"))
        .isInstanceOfSatisfying(
            RowProblem.class, e -> assertThat(e.kind()).isEqualTo(RowProblem.Kind.MISMATCH));
  }

  sealed interface Shape permits Circle, Box, Nothing, Group {}

  record Circle(double radius) implements Shape {}

  sealed interface Box extends Shape permits Square, Rect {}

  record Square(int side) implements Box {}

  record Rect(int side, String other) implements Box {}

  record Nothing() implements Shape {}

  record Group(List<Shape> shapes) implements Shape {}

  record Drawing(Shape shape, Map<String, Shape> named) {}

  @Test
  void sealedTypesNeedNoAnnotation() {
    Shape group = new Group(List.of(new Circle(1), new Square(2), new Nothing()));
    assertThat(json(Drawing.class, new Drawing(group, Map.of("r", new Rect(1, null)))))
        .isEqualTo(
            "{\"shape\":{\"@type\":\"Group\",\"shapes\":[{\"@type\":\"Circle\",\"radius\":1.0},"
                + "{\"@type\":\"Square\",\"side\":2},{\"@type\":\"Nothing\"}]},"
                + "\"named\":{\"r\":{\"@type\":\"Rect\",\"side\":1,\"other\":null}}}");
    for (Shape shape : List.of(group, new Circle(2), new Rect(1, "x"), new Nothing())) {
      comesBack(TypeRef.of(Shape.class), shape);
    }
    comesBack(TypeRef.of(Group.class), (Group) group);
    assertThat(RecordBinding.of(TypeRef.of(Shape.class)).schema().names())
        .containsExactly("@type", "radius", "side", "other", "shapes");
  }

  @Test
  void theNameOfASealedSubclassMayStandAnywhere() {
    assertThat(
            Faces.read(TypeRef.of(Shape.class), "{\"radius\":2.5,\"q\":[{}],\"@type\":\"Circle\"}"))
        .isEqualTo(new Circle(2.5));
    for (String json :
        List.of(
            "{}",
            "{\"@type\":null}",
            "{\"@type\":\"Shape\"}",
            "{\"@type\":\"java.lang.Runtime\"}")) {
      assertThatThrownBy(() -> Faces.read(TypeRef.of(Shape.class), json))
          .isInstanceOf(RowProblem.class)
          .hasMessageContaining("@type");
    }
  }

  record Node(String name, List<Node> children, Map<String, Node> named, Optional<Node> next) {}

  @Test
  void typesThatHoldThemselvesWork() {
    Node leaf = new Node("leaf", List.of(), Map.of(), Optional.empty());
    comesBack(
        TypeRef.of(Node.class),
        new Node("root", List.of(leaf, leaf), Map.of("x", leaf), Optional.of(leaf)));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  record ByClass(int x) {}

  record HasByClass(List<ByClass> list) {}

  static final class HiddenByClass {
    @JsonFormat public int x;

    @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
    public Object value;
  }

  interface Unsealed {}

  record HasUnsealed(Unsealed u) {}

  record Nested(Optional<Optional<String>> o) {}

  record NoMaker(HardToMake h) {}

  static final class HardToMake {
    public final int x;

    HardToMake(int x, int y) {
      this.x = x + y;
    }
  }

  @Test
  void typesThatCannotBeKeptAreRefusedWithTheWayOut() {
    refused(ByClass.class, "JsonTypeInfo.Id.NAME");
    refused(HasByClass.class, "list");
    refused(HiddenByClass.class, "MINIMAL_CLASS");
    refused(HasUnsealed.class, "seal it");
    refused(Nested.class, "Optional inside of an Optional");
    refused(NoMaker.class, "make it a record");
    refused(Integer.class, "wrap it in a record");
    refused(String.class, "wrap it in a record");
    refused(int[].class, "wrap it in a record");
    refused(List.class, "wrap it in a record");
    refused(Object.class, "wrap it in a record");
    refused(Thread.State.class, "wrap it in a record");
  }

  private static void refused(Class<?> type, String text) {
    assertThatThrownBy(() -> RecordBinding.of(TypeRef.of(type)))
        .as(type.getName())
        .isInstanceOf(UnsupportedTypeException.class)
        .hasMessageContaining(text)
        .hasMessageContaining(type.getSimpleName());
  }
}
