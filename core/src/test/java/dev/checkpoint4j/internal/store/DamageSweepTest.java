package dev.checkpoint4j.internal.store;

import static dev.checkpoint4j.internal.store.ToyBinding.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.kit.fs.MemoryTempDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes every bit, and cuts at every length, of everything that a checkpoint consists of. */
class DamageSweepTest {
  private static final List<Map<String, Object>> ROWS = rows(30, "row");

  private final Path dir;
  private final Path data;
  private final Path manifest;
  private final ToyStore store;

  DamageSweepTest(@TempDir(factory = MemoryTempDir.class) Path dir) {
    this.dir = dir;
    this.data = dir.resolve("a.toy");
    this.manifest = dir.resolve(".checkpoint4j/manifests/a.toy.json");
    this.store = ToyStore.open(dir);
  }

  @BeforeEach
  void save() {
    store.save("a", ROWS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void assertDamageNames(Path file, String what) {
    assertThatThrownBy(() -> store.load("a"))
        .as(what)
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageStartingWith("Cannot load checkpoint \"a\" from " + dir)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("accept(\"a\")");
    assertThat(store.list()).as(what).contains("a");
    assertThat(store.verify("a").status()).as(what).isEqualTo(Verification.Status.DAMAGED);
  }

  private void flipEveryBit(Path file) throws IOException {
    byte[] good = Files.readAllBytes(file);
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, bad);
      assertDamageNames(file, "bit " + bit);
    }
    Files.write(file, good);
    assertThat(store.load("a")).contains(ROWS);
  }

  private void cutAtEveryLength(Path file) throws IOException {
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length++) {
      Files.write(file, Arrays.copyOf(good, length));
      assertDamageNames(file, "cut to " + length);
    }
    for (int more : new int[] {1, 7, 4096}) {
      Files.write(file, Arrays.copyOf(good, good.length + more));
      assertDamageNames(file, more + " bytes more");
    }
  }

  @Test
  void everyFlippedBitOfTheDataIsFound() throws IOException {
    flipEveryBit(data);
  }

  @Test
  void everyFlippedBitOfTheManifestIsFound() throws IOException {
    flipEveryBit(manifest);
  }

  @Test
  void everyCutOfTheDataIsFound() throws IOException {
    cutAtEveryLength(data);
  }

  @Test
  void everyCutOfTheManifestIsFound() throws IOException {
    cutAtEveryLength(manifest);
  }

  @Test
  void damageInALaterBlockIsFoundBeforeItsRowsComeOut() throws IOException {
    store.save("a", rows(100_000, "some text"));
    byte[] bytes = Files.readAllBytes(data);
    assertThat(bytes.length).isGreaterThan(4 * Sums.BLOCK_BYTES);
    bytes[3 * Sums.BLOCK_BYTES + 5] ^= 4;
    Files.write(data, bytes);
    assertThatThrownBy(() -> store.load("a"))
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining("bytes 786432 to 1048575 are not those that were saved");
  }

  @Test
  void exchangedDataOfTwoCheckpointsIsFound() throws IOException {
    store.save("b", rows(30, "wor"));
    Files.copy(dir.resolve("b.toy"), data, StandardCopyOption.REPLACE_EXISTING);
    assertDamageNames(data, "exchanged");
  }

  @Test
  void theManifestOfAnotherCheckpointIsRefused() throws IOException {
    store.save("b", rows(30, "wor"));
    Path other = dir.resolve(".checkpoint4j/manifests/b.toy.json");
    Files.copy(other, manifest, StandardCopyOption.REPLACE_EXISTING);
    assertDamageNames(manifest, "manifest of b");
  }

  @Test
  void anOlderManifestIsFound() throws IOException {
    byte[] old = Files.readAllBytes(manifest);
    store.save("a", rows(30, "new"));
    Files.write(manifest, old);
    assertDamageNames(data, "old manifest");
  }

  @Test
  void aDamagedManifestCanBeAcceptedOverOrRemoved() throws IOException {
    Files.writeString(manifest, "{}\n");
    assertThat(store.accept("a").orElseThrow().version()).isEqualTo(1);
    assertThat(store.load("a")).contains(ROWS);
    Files.writeString(manifest, "{}\n");
    Files.delete(manifest);
    assertThat(store.load("a")).contains(ROWS);
    assertThat(store.info("a").orElseThrow().verified()).isFalse();
  }
}
