package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.SchemaMismatchException;
import dev.checkpoint4j.kit.ValueTypes.Color;
import dev.checkpoint4j.kit.ValueTypes.Point;
import dev.checkpoint4j.kit.ValueTypes.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old data in new classes; and what does not fit is said with its column, not its contents. */
abstract class EvolutionContract extends ContractPart {
  private static final String SECRET = "a person's words";

  EvolutionContract(CheckpointContract contract) {
    super(contract);
  }

  record Inner(int count, String label) {}

  record Old(String id, int count, float ratio, Inner inner, List<Inner> inners) {}

  private static final Old OLD =
      new Old("a", 7, 0.5f, new Inner(1, "x"), List.of(new Inner(2, "y"), new Inner(3, "z")));

  @BeforeEach
  void saveOld() {
    manager.save("old", Old.class, List.of(OLD));
  }

  private <T> T load(Class<T> type) {
    return manager.load("old", type).orElseThrow().get(0);
  }

  record Added(
      String id,
      @Nullable String text,
      int number,
      @Nullable Integer maybe,
      Optional<String> optional,
      @Nullable List<String> list) {}

  @Test
  void anAddedFieldIsNullOrItsDefault() {
    assertThat(load(Added.class)).isEqualTo(new Added("a", null, 0, null, Optional.empty(), null));
  }

  record Unrelated(@Nullable String title, @Nullable String author) {}

  @Test
  void dataOfAnotherTypeAltogetherIsRefused() {
    assertThatThrownBy(() -> load(Unrelated.class))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("Unrelated");
  }

  static final class AddedToBean {
    private String id = "";
    private String language = "english";

    public String getId() {
      return id;
    }

    public void setId(String id) {
      this.id = id;
    }

    public String getLanguage() {
      return language;
    }

    public void setLanguage(String language) {
      this.language = language;
    }
  }

  @Test
  void aBeansOwnDefaultStays() {
    AddedToBean bean = load(AddedToBean.class);
    assertThat(bean.getId()).isEqualTo("a");
    assertThat(bean.getLanguage()).isEqualTo("english");
  }

  record Removed(int count) {}

  @Test
  void aRemovedFieldIsSkipped() {
    assertThat(load(Removed.class)).isEqualTo(new Removed(7));
  }

  record RenamedByAlias(@JsonAlias("id") String key, @JsonAlias({"n", "count"}) int number) {}

  @Test
  void anAliasCoversARenaming() {
    assertThat(load(RenamedByAlias.class)).isEqualTo(new RenamedByAlias("a", 7));
  }

  record Widened(long count, double ratio) {}

  @Test
  void intWidensToLongAndFloatToDouble() {
    assertThat(load(Widened.class)).isEqualTo(new Widened(7, 0.5));
  }

  record Reordered(List<Inner> inners, float ratio, Inner inner, String id, int count) {}

  @Test
  void theOrderOfFieldsDoesNotMatter() {
    assertThat(load(Reordered.class))
        .isEqualTo(new Reordered(OLD.inners(), 0.5f, OLD.inner(), "a", 7));
  }

  record NewInner(@JsonAlias("label") String title, long count, @Nullable String extra) {}

  record NestedChange(NewInner inner, List<NewInner> inners) {}

  @Test
  void nestedRecordsChangeTheSameWay() {
    assertThat(load(NestedChange.class))
        .isEqualTo(
            new NestedChange(
                new NewInner("x", 1, null),
                List.of(new NewInner("y", 2, null), new NewInner("z", 3, null))));
  }

  /** A row of one column, loaded as a class whose column has another type. */
  private void assertMismatch(String column, Map<String, Object> row, Class<?> type) {
    manager.saveRows(NAME, List.of(row));
    assertThatThrownBy(() -> manager.load(NAME, type))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("\"" + NAME + "\"")
        .hasMessageContaining(column)
        .satisfies(e -> assertThat(SecrecyContract.everything(e)).doesNotContain(SECRET));
    assertThat(Exact.text(manager.loadRows(NAME).orElseThrow()))
        .isEqualTo(Exact.text(List.of(row)));
  }

  private static Map<String, Object> row(String key, @Nullable Object value) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(key, value);
    return row;
  }

  record HasInt(int column) {}

  record HasLong(long column) {}

  record HasText(String column) {}

  record HasTexts(List<String> column) {}

  record HasFlag(boolean column) {}

  record HasColor(Color column) {}

  record HasPoint(Point column) {}

  record HasPoints(List<Point> column) {}

  record HasInstant(java.time.Instant column) {}

  record HasUuid(java.util.UUID column) {}

  @Test
  void aTextIsNoNumberAndNoListAndNoFlag() {
    for (Class<?> type :
        new Class<?>[] {
          HasInt.class,
          HasLong.class,
          HasTexts.class,
          HasFlag.class,
          HasPoint.class,
          HasColor.class,
          HasInstant.class,
          HasUuid.class
        }) {
      assertMismatch("column", row("column", SECRET), type);
    }
  }

  @Test
  void aTextThatLooksLikeANumberIsNone() {
    assertMismatch("column", row("column", "12"), HasInt.class);
    assertMismatch("column", row("column", "true"), HasFlag.class);
    assertMismatch("column", row("column", ""), HasInt.class);
  }

  @Test
  void aNumberIsNoTextAndNoFlag() {
    assertMismatch("column", row("column", 1), HasText.class);
    assertMismatch("column", row("column", 1), HasFlag.class);
    assertMismatch("column", row("column", 1), HasColor.class);
    assertMismatch("column", row("column", 1), HasTexts.class);
    assertMismatch("column", row("column", true), HasInt.class);
    assertMismatch("column", row("column", true), HasText.class);
  }

  @Test
  void aNumberThatDoesNotFitIsNotCut() {
    assertMismatch("column", row("column", 1L << 40), HasInt.class);
    assertMismatch("column", row("column", java.math.BigInteger.TWO.pow(63)), HasLong.class);
    assertMismatch("column", row("column", 1.5), HasInt.class);
    assertMismatch("column", row("column", Double.NaN), HasLong.class);
  }

  @Test
  void nullIsNoPrimitive() {
    assertMismatch("column", row("column", null), HasInt.class);
    assertMismatch("column", row("column", null), HasFlag.class);
  }

  @Test
  void aListOrAMapIsNoText() {
    assertMismatch("column", row("column", List.of(SECRET)), HasText.class);
    assertMismatch("column", row("column", Map.of("k", SECRET)), HasText.class);
    assertMismatch("column", row("column", Map.of("k", SECRET)), HasTexts.class);
    assertMismatch("column", row("column", List.of(1, 2)), HasPoint.class);
  }

  @Test
  void theColumnIsNamedHoweverDeepItLies() {
    assertMismatch("column.x", row("column", Map.of("x", SECRET, "y", 1.0)), HasPoint.class);
    assertMismatch(
        "column[1]", row("column", List.of(Map.of("x", 1, "y", 1.0), SECRET)), HasPoints.class);
  }

  @Test
  void theRowIsNamed() {
    manager.saveRows(
        NAME, List.of(row("column", 1), row("column", 2), row("column", SECRET), row("column", 4)));
    assertThatThrownBy(() -> manager.load(NAME, HasInt.class))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("3")
        .hasMessageContaining("int32")
        .hasMessageContaining("string");
  }

  @Test
  void aConstructorThatRefusesAValueIsReportedWithItsPlace() {
    manager.saveRows(NAME, List.of(row("value", 5), row("value", 9)));
    assertThatThrownBy(() -> manager.load(NAME, Score.class))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("\"" + NAME + "\"");
    assertThat(manager.loadRows(NAME)).isPresent();
    manager.saveRows(NAME, List.of(row("value", 5)));
    assertThat(manager.load(NAME, Score.class)).contains(List.of(new Score(5)));
  }

  @Test
  void aMismatchInAStreamIsThrownAndTheStreamCanBeClosed() {
    manager.saveRows(NAME, List.of(row("column", 1), row("column", SECRET)));
    try (var stream = manager.stream(NAME, HasInt.class)) {
      assertThatThrownBy(stream::toList).isInstanceOf(SchemaMismatchException.class);
    }
    assertThat(manager.delete(NAME)).isTrue();
  }
}
