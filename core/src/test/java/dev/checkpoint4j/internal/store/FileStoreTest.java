package dev.checkpoint4j.internal.store;

import static dev.checkpoint4j.internal.store.ToyBinding.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Durability;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
  private final Path dir;

  FileStoreTest(@TempDir Path dir) {
    this.dir = dir;
  }

  /** Every file and directory below the store's, relative to it. */
  private List<String> tree() throws IOException {
    try (Stream<Path> walk = Files.walk(dir)) {
      return walk.filter(p -> !p.equals(dir))
          .map(p -> dir.relativize(p).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void openingReadsAndMakesNothing() throws IOException {
    try (ToyStore store = ToyStore.open(dir.resolve("absent"))) {
      assertThat(store.list()).isEmpty();
      assertThat(store.load("a")).isEmpty();
      assertThat(store.info("a")).isEmpty();
      assertThat(store.delete("a")).isFalse();
      assertThat(store.accept("a")).isEmpty();
      assertThat(store.verify("a").status()).isEqualTo(Verification.Status.ABSENT);
    }
    assertThat(tree()).isEmpty();
  }

  @Test
  void whatWasSavedIsLoaded() throws IOException {
    for (Durability durability : Durability.values()) {
      try (ToyStore store = ToyStore.open(dir, durability)) {
        store.save("step1/a", rows(1000, "x"));
        assertThat(store.load("step1/a")).contains(rows(1000, "x"));
        store.save("step1/a", rows(3, "longer text"));
        assertThat(store.load("step1/a")).contains(rows(3, "longer text"));
      }
    }
    assertThat(tree())
        .containsExactly(
            ".checkpoint4j",
            ".checkpoint4j/lock",
            ".checkpoint4j/manifests",
            ".checkpoint4j/manifests/step1~a.toy.json",
            ".checkpoint4j/tmp",
            "step1",
            "step1/a.toy");
  }

  @Test
  void anEmptyListIsACheckpoint() {
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", List.of());
      assertThat(store.load("a")).contains(List.of());
      assertThat(store.list()).containsExactly("a");
    }
  }

  @Test
  void everyCountOfBytesAroundABlockComesBack() {
    try (ToyStore store = ToyStore.open(dir)) {
      for (int extra = -3; extra <= 3; extra++) {
        for (int blocks = 1; blocks <= 2; blocks++) {
          String text = "y".repeat(blocks * Sums.BLOCK_BYTES - "0=\n".length() + extra);
          store.save("a", rows(1, text));
          assertThat(store.load("a")).contains(rows(1, text));
          assertThat(store.verify("a").status()).isEqualTo(Verification.Status.INTACT);
        }
      }
    }
  }

  @Test
  void infoTellsWhatTheManifestSays() {
    Instant start = Instant.now();
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(5, "x"));
      SaveResult saved = store.save("a", rows(7, "x"));
      CheckpointInfo info = store.info("a").orElseThrow();
      assertThat(saved.version()).isEqualTo(2);
      assertThat(saved.rows()).isEqualTo(7);
      assertThat(info.version()).isEqualTo(2);
      assertThat(info.rows()).hasValue(7);
      assertThat(info.bytes()).isEqualTo(7 * 4).isEqualTo(saved.bytes());
      assertThat(info.digest()).isEqualTo(saved.digest()).isPresent();
      assertThat(info.schema()).isEqualTo(ToyFormat.SCHEMA);
      assertThat(info.format()).isEqualTo("toy");
      assertThat(info.compression()).isEqualTo("none");
      assertThat(info.places()).containsExactly(dir.resolve("a.toy").toString());
      assertThat(info.createdAt()).isBetween(start, Instant.now());
      assertThat(info.verified()).isTrue();
    }
  }

  @Test
  void closingWithoutCommitLeavesNoTrace() throws IOException {
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(5, "x"));
      List<String> before = tree();
      try (RecordSink<Map<String, Object>> sink = store.sink("a")) {
        sink.write(rows(1000, "never"));
        assertThat(store.load("a")).contains(rows(5, "x"));
      }
      assertThat(tree()).isEqualTo(before);
      assertThat(store.load("a")).contains(rows(5, "x"));
    }
  }

  @Test
  void deleteSaysWhetherThereWasOne() throws IOException {
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(5, "x"));
      assertThat(store.delete("a")).isTrue();
      assertThat(store.delete("a")).isFalse();
      assertThat(store.load("a")).isEmpty();
      assertThat(store.list()).isEmpty();
      assertThat(store.save("a", rows(1, "x")).version()).isEqualTo(1);
    }
  }

  @Test
  void aFileWithoutManifestIsReadUnverified() throws IOException {
    Files.writeString(dir.resolve("a.toy"), "1=x\n2=y\n");
    try (ToyStore store = ToyStore.open(dir)) {
      assertThat(store.load("a").orElseThrow()).hasSize(2);
      CheckpointInfo info = store.info("a").orElseThrow();
      assertThat(info.verified()).isFalse();
      assertThat(info.version()).isZero();
      assertThat(info.rows()).isEmpty();
      assertThat(info.digest()).isEmpty();
      assertThat(info.createdAt())
          .isEqualTo(Files.getLastModifiedTime(dir.resolve("a.toy")).toInstant());
      assertThat(store.verify("a").status()).isEqualTo(Verification.Status.UNVERIFIED);
      assertThat(store.verify("a").rows()).isEqualTo(2);
      assertThat(tree()).containsExactly("a.toy");
    }
  }

  @Test
  void removingOurDirectoryLeavesReadableData() throws IOException {
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(5, "x"));
      try (Stream<Path> ours = Files.walk(dir.resolve(".checkpoint4j"))) {
        for (Path path : ours.sorted((x, y) -> y.compareTo(x)).toList()) {
          Files.delete(path);
        }
      }
      assertThat(store.load("a")).contains(rows(5, "x"));
      assertThat(store.info("a").orElseThrow().verified()).isFalse();
      assertThat(store.save("a", rows(6, "x")).version()).isEqualTo(1);
      assertThat(store.load("a")).contains(rows(6, "x"));
    }
  }

  @Test
  void aChangedFileIsRefusedUntilItIsAccepted() throws IOException {
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(5, "x"));
      Files.writeString(dir.resolve("a.toy"), "8=by hand\n");
      assertThatThrownBy(() -> store.load("a"))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageStartingWith(
              "Cannot load checkpoint \"a\" from " + dir.resolve("a.toy") + ": ")
          .hasMessageContaining("accept(\"a\")")
          .hasMessageContaining("delete(\"a\")");
      assertThatThrownBy(() -> store.info("a")).isInstanceOf(CorruptCheckpointException.class);
      assertThat(store.list()).containsExactly("a");

      CheckpointInfo accepted = store.accept("a").orElseThrow();
      assertThat(accepted.version()).isEqualTo(2);
      assertThat(accepted.rows()).hasValue(1);
      assertThat(accepted.verified()).isTrue();
      assertThat(store.load("a")).contains(List.of(ToyBinding.row(8, "by hand")));
      assertThat(store.info("a")).contains(accepted);
    }
  }

  @Test
  void acceptLearnsTheColumnsOfAForeignFile() throws IOException {
    Files.writeString(dir.resolve("a.toy"), "1=x\n");
    try (ToyStore store = ToyStore.open(dir)) {
      CheckpointInfo info = store.accept("a").orElseThrow();
      assertThat(info.schema()).isEqualTo(ToyFormat.SCHEMA);
      assertThat(info.version()).isEqualTo(1);
      assertThat(store.verify("a").status()).isEqualTo(Verification.Status.INTACT);
    }
  }

  @Test
  void acceptRefusesWhatCannotBeRead() throws IOException {
    Files.writeString(dir.resolve("a.toy"), "not a row\n");
    try (ToyStore store = ToyStore.open(dir)) {
      assertThatThrownBy(() -> store.accept("a"))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageStartingWith("Cannot accept checkpoint \"a\" from ");
      assertThat(store.info("a").orElseThrow().verified()).isFalse();
    }
  }

  @Test
  void dataThatSomebodyRemovedIsDamageUntilDeleted() throws IOException {
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(5, "x"));
      Files.delete(dir.resolve("a.toy"));
      assertThatThrownBy(() -> store.load("a"))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("delete(\"a\")");
      assertThat(store.list()).containsExactly("a");
      assertThatThrownBy(() -> store.accept("a")).isInstanceOf(CorruptCheckpointException.class);
      assertThat(store.delete("a")).isTrue();
      assertThat(store.load("a")).isEmpty();
    }
  }

  @Test
  void damageCanBeSavedOver() throws IOException {
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(5, "x"));
      Files.writeString(dir.resolve("a.toy"), "?");
      assertThat(store.save("a", rows(2, "y")).version()).isEqualTo(2);
      assertThat(store.load("a")).contains(rows(2, "y"));
      Files.writeString(dir.resolve(".checkpoint4j/manifests/a.toy.json"), "?");
      assertThat(store.save("a", rows(3, "y")).version()).isEqualTo(1);
      assertThat(store.load("a")).contains(rows(3, "y"));
    }
  }

  @Test
  void aReaderThatLosesRowsIsFoundOut() {
    ToyFormat format = new ToyFormat(ToyStore.ENDING);
    try (ToyStore store = new ToyStore(dir, format, dev.checkpoint4j.spi.StoreOptions.DEFAULTS)) {
      store.save("a", rows(5, "x"));
      format.lost = 1;
      assertThatThrownBy(() -> store.load("a"))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("4 rows were read, but 5 were saved");
      assertThat(store.verify("a").status()).isEqualTo(Verification.Status.DAMAGED);
    }
  }

  @Test
  void verifyReturnsTheDamage() throws IOException {
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(5, "x"));
      byte[] bytes = Files.readAllBytes(dir.resolve("a.toy"));
      bytes[2] ^= 1;
      Files.write(dir.resolve("a.toy"), bytes);
      Verification verification = store.verify("a");
      assertThat(verification.status()).isEqualTo(Verification.Status.DAMAGED);
      assertThat(verification.damage().orElseThrow())
          .hasMessageStartingWith("Cannot verify checkpoint \"a\" in ")
          .hasMessageContaining("bytes 0 to 19 are not those that were saved");
    }
  }

  @Test
  void anOpenReaderKeepsItsVersion() {
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("a", rows(100_000, "old"));
      try (RecordSource<Map<String, Object>> source = store.source("a").orElseThrow()) {
        List<Map<String, Object>> read = new ArrayList<>(source.nextBatch());
        store.save("a", rows(3, "new"));
        store.delete("a");
        read.addAll(source.readAll());
        assertThat(read).isEqualTo(rows(100_000, "old"));
      }
    }
  }

  @Test
  void anotherEndingReplacesTheOldFile() throws IOException {
    try (ToyStore plain = ToyStore.open(dir, ".toy", ".toyz");
        ToyStore zipped = ToyStore.open(dir, ".toyz", ".toy")) {
      plain.save("a", rows(5, "x"));
      zipped.save("a", rows(6, "x"));
      assertThat(dir.resolve("a.toy")).doesNotExist();
      assertThat(plain.load("a")).contains(rows(6, "x"));
      assertThat(plain.info("a").orElseThrow().compression()).isEqualTo("zip");
      assertThat(plain.list()).containsExactly("a");
      assertThat(plain.save("a", rows(7, "x")).version()).isEqualTo(3);
      assertThat(dir.resolve("a.toyz")).doesNotExist();
    }
  }

  @Test
  void theNewestOfSeveralForeignFilesCounts() throws IOException {
    Files.writeString(dir.resolve("a.toy"), "1=old\n");
    Files.writeString(dir.resolve("a.toyz"), "1=new\n");
    FileTime now = Files.getLastModifiedTime(dir.resolve("a.toyz"));
    Files.setLastModifiedTime(
        dir.resolve("a.toy"), FileTime.from(now.toInstant().minus(Duration.ofDays(1))));
    try (ToyStore store = ToyStore.open(dir, ".toy", ".toyz")) {
      assertThat(store.load("a")).contains(List.of(ToyBinding.row(1, "new")));
      assertThat(store.list()).containsExactly("a");
      assertThat(store.delete("a")).isTrue();
      assertThat(store.load("a")).isEmpty();
    }
  }

  @Test
  void listTakesOnlyWhatLoadTakes() throws IOException {
    Files.createDirectories(dir.resolve("step1/deep"));
    Files.createDirectories(dir.resolve("dir.toy"));
    Files.createDirectories(dir.resolve(".hidden"));
    for (String file :
        List.of(
            "b.toy",
            "a.b.toy",
            "step1/deep/c.toy",
            "dir.toy/d.toy",
            "no.txt",
            ".toy",
            ".hidden/e.toy",
            "bad name.toy",
            "con.toy",
            "x.jsonl.toy")) {
      Files.writeString(dir.resolve(file), "1=x\n");
    }
    Files.createSymbolicLink(dir.resolve("link.toy"), dir.resolve("b.toy"));
    Files.createSymbolicLink(dir.resolve("linked"), dir.resolve("step1"));
    try (ToyStore store = ToyStore.open(dir)) {
      store.save("saved", rows(1, "x"));
      assertThat(store.list()).containsExactly("a.b", "b", "dir.toy/d", "saved", "step1/deep/c");
      for (String name : store.list()) {
        assertThat(store.load(name)).as(name).isPresent();
      }
    }
  }

  @Test
  void theLongestNameWorks() {
    String name = String.join("/", java.util.Collections.nCopies(8, "n".repeat(100)));
    String other = name.substring(0, name.length() - 1) + "m";
    try (ToyStore store = ToyStore.open(dir)) {
      store.save(name, rows(1, "x"));
      store.save(other, rows(2, "x"));
      assertThat(store.load(name)).contains(rows(1, "x"));
      assertThat(store.load(other)).contains(rows(2, "x"));
      assertThat(store.list()).containsExactly(other, name);
    }
  }

  @Test
  void aStoreCanGoOnAfterItsDirectoryVanished() throws IOException {
    Path root = dir.resolve("store");
    try (ToyStore store = ToyStore.open(root)) {
      store.save("a", rows(1, "x"));
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted((x, y) -> y.compareTo(x)).toList()) {
          Files.delete(path);
        }
      }
      assertThat(store.load("a")).isEmpty();
      assertThat(store.list()).isEmpty();
      assertThat(store.delete("a")).isFalse();
      store.save("a", rows(2, "x"));
      assertThat(store.load("a")).contains(rows(2, "x"));
    }
  }
}
