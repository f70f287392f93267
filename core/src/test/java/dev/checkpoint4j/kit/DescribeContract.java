package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.kit.Samples.Item;
import dev.checkpoint4j.schema.ColumnType.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is there: list, info, exists, delete, accept, verify. */
abstract class DescribeContract extends ContractPart {
  DescribeContract(CheckpointContract contract) {
    super(contract);
  }

  @Test
  void listIsSortedAndHoldsLogicalNames() {
    for (String name : List.of("zeta", "alpha", "step1/extract", "b.c", "_x", "Upper")) {
      manager.save(name, Item.class, Samples.items(1, 1));
    }
    assertThat(manager.list())
        .containsExactly("Upper", "_x", "alpha", "b.c", "step1/extract", "zeta");
  }

  @Test
  void everyListedNameLoads() {
    for (int i = 0; i < 20; i++) {
      manager.save("dir" + i % 4 + "/n" + i, Item.class, Samples.items(i, 2));
    }
    assertThat(manager.list())
        .hasSize(20)
        .allSatisfy(name -> assertThat(manager.load(name, Item.class)).isPresent());
  }

  @Test
  void infoSaysWhatIsThereWithoutReadingRows() {
    Instant before = Instant.now().minus(Duration.ofSeconds(2));
    SaveResult saved = manager.save(NAME, Item.class, Samples.items(1, 17));
    CheckpointInfo info = manager.info(NAME).orElseThrow();
    assertThat(info.name()).isEqualTo(NAME);
    assertThat(info.format()).isNotEmpty();
    assertThat(info.places()).isNotEmpty();
    assertThat(info.rows()).hasValue(17);
    assertThat(info.version()).isEqualTo(saved.version());
    assertThat(info.bytes()).isEqualTo(saved.bytes());
    assertThat(info.digest()).isEqualTo(saved.digest());
    assertThat(info.compression()).isNotEmpty();
    assertThat(info.verified()).isTrue();
    assertThat(info.createdAt()).isBetween(before, Instant.now().plusSeconds(2));
  }

  @Test
  void infoNamesTheColumnsAndTheirTypes() {
    manager.save(NAME, Item.class, Samples.items(1, 1));
    CheckpointInfo info = manager.info(NAME).orElseThrow();
    assertThat(info.schema().names()).containsExactly("generation", "number", "text", "tags");
    assertThat(info.schema().columns())
        .extracting(column -> column.type().kind())
        .containsExactly(Kind.INT64, Kind.INT32, Kind.STRING, Kind.LIST);
  }

  @Test
  void infoKnowsTheColumnsOfRowsWithNoClass() {
    manager.saveRows(NAME, List.of(Map.of("a", 1), Map.of("b", "x")));
    assertThat(manager.info(NAME).orElseThrow().schema().names())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void deleteSaysWhetherThereWasOne() {
    manager.save(NAME, Item.class, Samples.items(1, 3));
    assertThat(manager.delete(NAME)).isTrue();
    assertThat(manager.delete(NAME)).isFalse();
    assertThat(manager.load(NAME, Item.class)).isEmpty();
    assertThat(manager.exists(NAME)).isFalse();
    assertThat(manager.info(NAME)).isEmpty();
    assertThat(manager.list()).isEmpty();
  }

  @Test
  void aDeletedNameCanBeSavedAgain() {
    manager.save(NAME, Item.class, Samples.items(1, 3));
    manager.delete(NAME);
    manager.save(NAME, Item.class, Samples.items(2, 2));
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(2, 2));
    assertThat(manager.verify(NAME).status()).isEqualTo(Verification.Status.INTACT);
  }

  @Test
  void verifyReadsEveryRow() {
    manager.save(NAME, Item.class, Samples.items(1, 600));
    Verification verification = manager.verify(NAME);
    assertThat(verification.name()).isEqualTo(NAME);
    assertThat(verification.status()).isEqualTo(Verification.Status.INTACT);
    assertThat(verification.rows()).isEqualTo(600);
    assertThat(verification.damage()).isEmpty();
  }

  @Test
  void verifyOfNothingSaysAbsent() {
    Verification verification = manager.verify(NAME);
    assertThat(verification.status()).isEqualTo(Verification.Status.ABSENT);
    assertThat(verification.rows()).isZero();
    assertThat(verification.damage()).isEmpty();
  }

  @Test
  void acceptOfAnIntactCheckpointKeepsItsRecords() {
    long version = manager.save(NAME, Item.class, Samples.items(1, 9)).version();
    CheckpointInfo accepted = manager.accept(NAME).orElseThrow();
    assertThat(accepted.version()).isGreaterThanOrEqualTo(version);
    assertThat(accepted.rows()).hasValue(9);
    assertThat(accepted.verified()).isTrue();
    assertThat(manager.load(NAME, Item.class)).contains(Samples.items(1, 9));
  }

  @Test
  void toStringNamesThePlaceAndNothingMore() {
    assertThat(manager.toString()).contains("checkpoints").doesNotContain("closed");
  }
}
