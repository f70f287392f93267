package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.kit.Samples.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that do not belong together: exchanged, replayed, taken away, edited by hand. */
abstract class ManifestContract extends FilePart {
  private static final List<Item> OLD = Samples.items(1, 4);
  private static final List<Item> NEW = Samples.items(2, 5);

  ManifestContract(FileBackendContract contract) {
    super(contract);
  }

  /** What lies beside the data: all that a save of one checkpoint left but its records. */
  private Map<Path, byte[]> besidesData(String name) {
    Map<Path, byte[]> others = new HashMap<>(snapshot());
    dataFiles(name).forEach(others::remove);
    return others;
  }

  private void removeManifests(String name) throws IOException {
    for (Path file : besidesData(name).keySet()) {
      Files.delete(file);
    }
  }

  @Test
  void withoutItsManifestACheckpointIsReadAndSaysThatItIsUnverified() throws IOException {
    manager.save(NAME, Item.class, OLD);
    removeManifests(NAME);
    assertThat(manager.load(NAME, Item.class)).contains(OLD);
    CheckpointInfo info = manager.info(NAME).orElseThrow();
    assertThat(info.verified()).isFalse();
    assertThat(info.version()).isZero();
    assertThat(manager.verify(NAME).status()).isEqualTo(Verification.Status.UNVERIFIED);
    assertThat(manager.list()).containsExactly(NAME);
  }

  @Test
  void acceptMakesAnUnverifiedCheckpointVerified() throws IOException {
    manager.save(NAME, Item.class, OLD);
    removeManifests(NAME);
    assertThat(manager.accept(NAME).orElseThrow().verified()).isTrue();
    assertThat(manager.verify(NAME).status()).isEqualTo(Verification.Status.INTACT);
    assertThat(manager.load(NAME, Item.class)).contains(OLD);
    Path file = dataFile(NAME);
    put(file, flipped(bytes(file), 77));
    assertDetected(NAME, OLD, "a flip after accept");
  }

  @Test
  void aSaveOverAnUnverifiedCheckpointVerifies() throws IOException {
    manager.save(NAME, Item.class, OLD);
    removeManifests(NAME);
    manager.save(NAME, Item.class, NEW);
    assertThat(manager.load(NAME, Item.class)).contains(NEW);
    assertThat(manager.verify(NAME).status()).isEqualTo(Verification.Status.INTACT);
  }

  @Test
  void anEmptyManifestIsNoManifestOfThisData() {
    manager.save(NAME, Item.class, OLD);
    for (Path file : besidesData(NAME).keySet()) {
      put(file, new byte[0]);
    }
    detectedOrEqual(NAME, OLD, "empty manifests");
    assertThat(manager.list()).containsExactly(NAME);
  }

  @Test
  void theDataOfAnOlderVersionIsDetected() {
    manager.save(NAME, Item.class, OLD);
    byte[] oldData = bytes(dataFile(NAME));
    manager.save(NAME, Item.class, NEW);
    put(dataFile(NAME), oldData);
    assertDetected(NAME, NEW, "older data under a newer manifest");
  }

  @Test
  void theManifestOfAnOlderVersionIsDetected() {
    manager.save(NAME, Item.class, OLD);
    Map<Path, byte[]> oldManifests = besidesData(NAME);
    manager.save(NAME, Item.class, NEW);
    restore(oldManifests);
    assertDetected(NAME, NEW, "an older manifest over newer data");
  }

  @Test
  void exchangedDataOfTwoCheckpointsIsDetected() {
    manager.save("alpha", Item.class, OLD);
    manager.save("beta", Item.class, NEW);
    Path alpha = dataFile("alpha");
    Path beta = dataFile("beta");
    Map<Path, byte[]> before = snapshot();
    put(alpha, bytes(before, beta));
    put(beta, bytes(before, alpha));
    assertDetected("alpha", OLD, "beta's data");
    assertDetected("beta", NEW, "alpha's data");
  }

  @Test
  void theManifestOfAnotherCheckpointIsDetected() {
    manager.save("alpha", Item.class, OLD);
    Map<Path, byte[]> ofAlpha = besidesData("alpha");
    manager.save("gamma", Item.class, NEW);
    int replaced = 0;
    for (Map.Entry<Path, byte[]> manifest : ofAlpha.entrySet()) {
      Path twin = Path.of(manifest.getKey().toString().replace("alpha", "gamma"));
      if (!twin.equals(manifest.getKey())) {
        put(twin, manifest.getValue());
        replaced++;
      }
    }
    assertThat(replaced).as("manifests of alpha put over gamma's").isPositive();
    assertDetected("gamma", NEW, "alpha's manifest");
  }

  @Test
  void aCheckpointCopiedWholeUnderAnotherNameIsReadOrDetected() {
    manager.save("alpha", Item.class, OLD);
    Path data = dataFile("alpha");
    put(Path.of(data.toString().replace("alpha", "gamma")), bytes(data));
    detectedOrEqual("gamma", OLD, "a copy of alpha's data");
    assertThat(manager.list()).containsExactly("alpha", "gamma");
  }

  @Test
  void acceptTakesAFileThatWasChangedByHandAsANewVersion() {
    manager.save("other", Item.class, NEW);
    long version = manager.save(NAME, Item.class, OLD).version();
    copyData("other", NAME);
    assertDetected(NAME, OLD, "another file's data");
    CheckpointInfo accepted = manager.accept(NAME).orElseThrow();
    assertThat(accepted.version()).isGreaterThan(version);
    assertThat(accepted.rows()).hasValue(NEW.size());
    assertThat(manager.load(NAME, Item.class)).contains(NEW);
    assertThat(manager.verify(NAME).status()).isEqualTo(Verification.Status.INTACT);
  }

  @Test
  void acceptRefusesWhatIsNotInTheFormatAndChangesNothing() {
    manager.save(NAME, Item.class, OLD);
    put(
        dataFile(NAME),
        "\u0000\u0001 no format at all {{{".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThatThrownBy(() -> manager.accept(NAME)).isInstanceOf(CorruptCheckpointException.class);
    assertDetected(NAME, OLD, "junk that was not accepted");
  }

  @Test
  void infoOfAnEditedFileDoesNotPromiseTheOldRecords() {
    manager.save(NAME, Item.class, OLD);
    Path file = dataFile(NAME);
    put(file, joined(bytes(file), new byte[] {'\n'}));
    try {
      manager.info(NAME);
    } catch (CheckpointException e) {
      assertThat(e).isInstanceOf(CorruptCheckpointException.class);
    }
    assertThat(manager.list()).containsExactly(NAME);
  }

  @Test
  void aFileRemovedByHandIsAbsentOrDamagedEverywhereAlike() throws IOException {
    manager.save(NAME, Item.class, OLD);
    Files.delete(dataFile(NAME));
    boolean damaged = false;
    try {
      assertThat(manager.load(NAME, Item.class)).isEmpty();
    } catch (CorruptCheckpointException e) {
      damaged = true;
    }
    Verification.Status expected =
        damaged ? Verification.Status.DAMAGED : Verification.Status.ABSENT;
    assertThat(manager.verify(NAME).status()).isEqualTo(expected);
    if (!damaged) {
      assertThat(manager.list()).isEmpty();
      assertThat(manager.exists(NAME)).isFalse();
    }
    manager.save(NAME, Item.class, NEW);
    assertThat(manager.load(NAME, Item.class)).contains(NEW);
  }
}
