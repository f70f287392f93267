package dev.checkpoint4j.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointQuery;
import dev.checkpoint4j.InvalidQueryException;
import dev.checkpoint4j.SchemaMismatchException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One record type writes, another reads: whole, with a filter on the column that changed, and with
 * a limit. Filters name the columns as they are stored.
 */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class SchemaEvolutionTest {
  private static final int ROWS = 3_000;

  @TempDir Path directory = Path.of("");

  /** Without it, only the file's own footer tells the schema. */
  @Parameter boolean withManifest;

  private List<Old> rows = List.of();
  private CheckpointManager manager = ParquetCheckpointManager.builder(Path.of(".")).build();

  record Inner(int n, String label) {}

  record Old(
      long id,
      int count,
      float ratio,
      @Nullable Integer maybe,
      String name,
      @Nullable Inner inner,
      List<Inner> inners,
      Map<String, Inner> named) {}

  private static Old old(int i) {
    Inner inner = new Inner(i, "l" + i % 7);
    return new Old(
        i,
        i * 3,
        i / 8f,
        i % 10 == 0 ? null : i,
        "name " + i % 100,
        i % 5 == 0 ? null : inner,
        i % 3 == 0 ? List.of() : List.of(inner, new Inner(-i, "m")),
        Map.of("k", inner));
  }

  @BeforeEach
  void saveOld() throws IOException {
    rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(old(i));
    }
    manager = ParquetCheckpointManager.builder(directory).build();
    manager.save("old", Old.class, rows);
    if (!withManifest) {
      removeManifest();
    }
  }

  private void removeManifest() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(".checkpoint4j"))) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private <T> List<T> expected(Predicate<Old> kept, Function<Old, T> as) {
    return rows.stream().filter(kept).map(as).toList();
  }

  /** Loads everything as the new type, then what a filter keeps. */
  private <T> void assertReads(
      Class<T> type, Function<Old, T> as, String filter, Predicate<Old> kept) {
    assertThat(manager.load("old", type)).hasValue(expected(row -> true, as));
    CheckpointQuery<T> query = manager.query("old", type).where(filter);
    List<T> found = expected(kept, as);
    assertThat(found).isNotEmpty().hasSizeLessThan(ROWS);
    assertThat(query.toList()).isEqualTo(found);
    assertThat(query.count()).isEqualTo(found.size());
    assertThat(query.limit(3).toList()).isEqualTo(found.subList(0, 3));
    try (Stream<T> stream = query.stream()) {
      assertThat(stream).isEqualTo(found);
    }
  }

  record Added(long id, @Nullable String extra, int number, Optional<Double> maybeMore) {}

  @Test
  void addedFieldsAreNullOrZero() {
    assertReads(
        Added.class,
        row -> new Added(row.id(), null, 0, Optional.empty()),
        "id >= 2900",
        row -> row.id() >= 2900);
    assertThatThrownBy(() -> manager.query("old", Added.class).where("extra = 'x'").toList())
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("extra");
  }

  record Removed(String name) {}

  @Test
  void removedFieldsAreNotReadButCanBeFilteredOn() {
    assertReads(
        Removed.class, row -> new Removed(row.name()), "count < 300", row -> row.count() < 300);
    assertThat(manager.query("old", Removed.class).explain()).contains("reads 1 of 8: name");
  }

  record Renamed(@JsonAlias("id") long key, @JsonAlias({"title", "name"}) String text) {}

  @Test
  void anAliasCoversARenaming() {
    assertReads(
        Renamed.class,
        row -> new Renamed(row.id(), row.name()),
        "name = 'name 7'",
        row -> row.name().equals("name 7"));
    assertThat(manager.query("old", Renamed.class).explain()).contains("reads 2 of 8: id, name");
  }

  record Widened(long count, double ratio) {}

  @Test
  void intWidensToLongAndFloatToDouble() {
    assertReads(
        Widened.class,
        row -> new Widened(row.count(), row.ratio()),
        "count >= 8990 or ratio < 0.5",
        row -> row.count() >= 8990 || row.ratio() < 0.5);
  }

  record Decimals(double count, BigDecimal id, @Nullable Double maybe) {}

  @Test
  void wholeNumbersWidenToDoubleAndDecimal() {
    assertReads(
        Decimals.class,
        row ->
            new Decimals(
                row.count(),
                BigDecimal.valueOf(row.id()),
                row.maybe() == null ? null : row.maybe().doubleValue()),
        "maybe > 2990.5",
        row -> row.maybe() != null && row.maybe() > 2990.5);
  }

  record Loosened(@Nullable Long count, Optional<Long> id, @Nullable Float ratio) {}

  @Test
  void requiredColumnsBecomeNullable() {
    assertReads(
        Loosened.class,
        row -> new Loosened((long) row.count(), Optional.of(row.id()), row.ratio()),
        "ratio >= 1 and ratio <= 2",
        row -> row.ratio() >= 1 && row.ratio() <= 2);
  }

  record Reordered(
      Map<String, Inner> named, List<Inner> inners, String name, float ratio, long id) {}

  @Test
  void theOrderOfFieldsDoesNotMatter() {
    assertReads(
        Reordered.class,
        row -> new Reordered(row.named(), row.inners(), row.name(), row.ratio(), row.id()),
        "ratio = 4 or id = 0 or id in (5, 7)",
        row -> row.ratio() == 4 || row.id() == 0 || row.id() == 5 || row.id() == 7);
  }

  record NewInner(@JsonAlias("label") String title, long n, @Nullable String extra) {}

  record Deep(
      @Nullable NewInner inner, List<NewInner> inners, Map<String, NewInner> named, int count) {}

  private static @Nullable NewInner changed(@Nullable Inner inner) {
    return inner == null ? null : new NewInner(inner.label(), inner.n(), null);
  }

  private static NewInner present(Inner inner) {
    return new NewInner(inner.label(), inner.n(), null);
  }

  @Test
  void nestedStructsChangeTheSameWay() {
    assertReads(
        Deep.class,
        row ->
            new Deep(
                changed(row.inner()),
                row.inners().stream().map(SchemaEvolutionTest::present).toList(),
                Map.of("k", present(Shapes.present(row.named().get("k")))),
                row.count()),
        "inner.n >= 2000 and inner.label = 'l3'",
        row -> row.inner() != null && row.inner().n() >= 2000 && row.inner().label().equals("l3"));
  }

  record Narrowed(int id, short count, @Nullable Byte missing) {}

  @Test
  void narrowerTypesTakeWhatFitsAndNameTheFirstRowThatDoesNot() {
    assertThat(manager.query("old", Narrowed.class).where("id < 100").toList())
        .isEqualTo(
            expected(
                row -> row.id() < 100,
                row -> new Narrowed((int) row.id(), (short) row.count(), null)));
    manager.save("old", Old.class, List.of(old(1), old(20_000)));
    assertRefusedAt("row 2", Narrowed.class, "count", "int16");
  }

  record NotNull(int maybe) {}

  @Test
  void aNullIsNoPrimitive() {
    assertRefusedAt("row 1", NotNull.class, "maybe", "null");
  }

  record TextForNumber(String count) {}

  record NumberForText(int name) {}

  record WholeForFraction(int ratio) {}

  record FlagForNumber(boolean count) {}

  record ListForStruct(List<Inner> inner) {}

  record StructForList(Inner inners) {}

  record StructForNumber(Inner count) {}

  record NumberForStruct(long inner) {}

  record TextForList(String inners) {}

  record WrongInside(List<WrongInner> inners) {}

  record WrongInner(boolean n) {}

  @Test
  void whatDoesNotFitIsRefusedWithItsColumn() {
    assertRefused(TextForNumber.class, "count", "string");
    assertRefused(NumberForText.class, "name", "int32");
    assertRefusedAt("row 2", WholeForFraction.class, "ratio", "int32");
    assertRefused(FlagForNumber.class, "count", "boolean");
    assertRefused(ListForStruct.class, "inner", "list");
    assertRefused(StructForList.class, "inners", "");
    assertRefused(StructForNumber.class, "count", "");
    assertRefused(NumberForStruct.class, "inner", "int64");
    assertRefused(TextForList.class, "inners", "string");
    assertRefused(WrongInside.class, "inners.n", "boolean");
    assertThat(manager.load("old", Old.class)).hasValue(rows);
  }

  private void assertRefused(Class<?> type, String column, String expected) {
    assertRefusedAt("old.parquet, column", type, column, expected);
  }

  private void assertRefusedAt(String place, Class<?> type, String column, String expected) {
    assertThatThrownBy(() -> manager.load("old", type))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("old.parquet")
        .hasMessageContaining(place)
        .hasMessageContaining("\"" + column + "\"")
        .hasMessageContaining(expected)
        .hasMessageNotContaining("name 0");
  }
}
