package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.kit.Samples.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P4: damage is named, or harmless; never a wrong list, never "absent". */
abstract class DamageContract extends FilePart {
  private static final int FLIPS = Integer.getInteger("checkpoint4j.flips", 5_000);
  private static final int SECTOR = 512;
  private static final List<Item> SMALL = Samples.items(1, 6);
  private static final List<Item> LARGE = Samples.items(1, 100);

  DamageContract(FileBackendContract contract) {
    super(contract);
  }

  @Test
  void everyTruncationOfTheDataIsDetected() {
    manager.save(NAME, Item.class, SMALL);
    Path file = dataFile(NAME);
    byte[] whole = bytes(file);
    for (int length = 0; length < whole.length; length++) {
      put(file, Arrays.copyOf(whole, length));
      assertDetected(NAME, SMALL, "truncation to " + length + " of " + whole.length);
    }
    put(file, whole);
    assertThat(manager.load(NAME, Item.class)).contains(SMALL);
  }

  @Test
  void noTruncationOfAManifestLosesOrChangesAnything() {
    manager.save(NAME, Item.class, SMALL);
    Map<Path, byte[]> all = snapshot();
    Path data = dataFile(NAME);
    all.forEach(
        (file, whole) -> {
          for (int length = 0; !file.equals(data) && length < whole.length; length++) {
            put(file, Arrays.copyOf(whole, length));
            detectedOrEqual(NAME, SMALL, "truncation of " + file + " to " + length);
          }
          put(file, whole);
        });
    assertThat(manager.load(NAME, Item.class)).contains(SMALL);
  }

  /** One bit of one file. */
  private record Flip(Path file, int bit) {}

  private static List<Flip> flips(Map<Path, byte[]> files, int count) {
    List<Flip> flips = new ArrayList<>();
    files.forEach(
        (file, bytes) -> {
          for (int bit = 0; bit < bytes.length * 8; bit++) {
            flips.add(new Flip(file, bit));
          }
        });
    Random random = Seeds.random("bit flips");
    Collections.shuffle(flips, random);
    return flips.subList(0, Math.min(count, flips.size()));
  }

  @Test
  void noFlippedBitOfAnyFileGoesUnseenOrHidesTheCheckpoint() {
    manager.save(NAME, Item.class, SMALL);
    Map<Path, byte[]> all = snapshot();
    Path data = dataFile(NAME);
    List<Flip> flips = flips(all, FLIPS);
    for (Flip flip : flips) {
      put(flip.file(), flipped(bytes(all, flip.file()), flip.bit()));
      boolean detected = detectedOrEqual(NAME, SMALL, flip.toString());
      assertThat(detected || !flip.file().equals(data)).as("%s in the data", flip).isTrue();
      put(flip.file(), bytes(all, flip.file()));
    }
    assertThat(manager.load(NAME, Item.class)).contains(SMALL);
  }

  @Test
  void streamsAndQueriesAndVerifySeeAFlippedBitToo() {
    manager.save(NAME, Item.class, LARGE);
    Path data = dataFile(NAME);
    byte[] whole = bytes(data);
    for (Flip flip : flips(Map.of(data, whole), 300)) {
      put(data, flipped(whole, flip.bit()));
      List<Item> seen = new ArrayList<>();
      assertThatThrownBy(() -> stream(seen)).isInstanceOf(CorruptCheckpointException.class);
      assertThat(LARGE.subList(0, seen.size())).as("handed out before").isEqualTo(seen);
      assertThatThrownBy(() -> manager.query(NAME, Item.class).where("number >= 0").toList())
          .isInstanceOf(CorruptCheckpointException.class);
      assertThatThrownBy(() -> manager.query(NAME, Item.class).where("number >= 0").count())
          .isInstanceOf(CorruptCheckpointException.class);
      assertThatThrownBy(() -> manager.query(NAME, Item.class).select("number").toList())
          .isInstanceOf(CorruptCheckpointException.class);
      Verification verification = manager.verify(NAME);
      assertThat(verification.status()).isEqualTo(Verification.Status.DAMAGED);
      assertThat(verification.damage()).isPresent();
    }
  }

  private void stream(List<Item> seen) {
    try (Stream<Item> stream = manager.stream(NAME, Item.class)) {
      stream.forEach(seen::add);
    }
  }

  @Test
  void appendedBytesAreDetected() {
    manager.save(NAME, Item.class, SMALL);
    Path file = dataFile(NAME);
    byte[] whole = bytes(file);
    for (int count : new int[] {1, 7, 4_096}) {
      for (byte filler : new byte[] {0, ' ', '\n', (byte) 0xff}) {
        byte[] tail = new byte[count];
        Arrays.fill(tail, filler);
        put(file, joined(whole, tail));
        assertDetected(NAME, SMALL, count + " bytes " + filler + " appended");
      }
    }
    put(file, joined(whole, whole));
    assertDetected(NAME, SMALL, "the file appended to itself");
  }

  @Test
  void zeroedAndSwappedSectorsAreDetected() {
    manager.save(NAME, Item.class, LARGE);
    Path file = dataFile(NAME);
    byte[] whole = bytes(file);
    for (int at = 0; at < whole.length; at += SECTOR) {
      int end = Math.min(at + SECTOR, whole.length);
      byte[] zeroed = whole.clone();
      Arrays.fill(zeroed, at, end, (byte) 0);
      put(file, zeroed);
      assertDetected(NAME, LARGE, "the sector at " + at + " zeroed");
      if (end + SECTOR <= whole.length) {
        byte[] swapped = whole.clone();
        System.arraycopy(whole, at, swapped, end, SECTOR);
        System.arraycopy(whole, end, swapped, at, SECTOR);
        put(file, swapped);
        assertDetected(NAME, LARGE, "the sectors at " + at + " and " + end + " swapped");
      }
    }
  }

  @Test
  void droppedDuplicatedAndSwappedLinesAreDetected() {
    manager.save(NAME, Item.class, SMALL);
    Path file = dataFile(NAME);
    List<byte[]> lines = lines(bytes(file));
    for (int i = 0; i < lines.size(); i++) {
      List<byte[]> dropped = new ArrayList<>(lines);
      byte[] line = dropped.remove(i);
      put(file, concatenated(dropped));
      assertDetected(NAME, SMALL, "line " + i + " dropped");
      List<byte[]> doubled = new ArrayList<>(lines);
      doubled.add(i, line);
      put(file, concatenated(doubled));
      assertDetected(NAME, SMALL, "line " + i + " doubled");
      List<byte[]> swapped = new ArrayList<>(lines);
      Collections.swap(swapped, i, (i + 1) % lines.size());
      if (!Arrays.equals(concatenated(swapped), concatenated(lines))) {
        put(file, concatenated(swapped));
        assertDetected(NAME, SMALL, "line " + i + " swapped with the next");
      }
    }
  }

  private static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || i == bytes.length - 1) {
        lines.add(Arrays.copyOfRange(bytes, start, i + 1));
        start = i + 1;
      }
    }
    return lines;
  }

  private static byte[] concatenated(List<byte[]> parts) {
    byte[] all = new byte[0];
    for (byte[] part : parts) {
      all = joined(all, part);
    }
    return all;
  }

  @Test
  void theMessageNamesTheFileAndTheWayOut() {
    manager.save(NAME, Item.class, SMALL);
    Path file = dataFile(NAME);
    put(file, Arrays.copyOf(bytes(file), 100));
    assertThatThrownBy(() -> manager.load(NAME, Item.class))
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining("accept")
        .hasMessageContaining("delete");
  }

  @Test
  void whateverTheDamageASaveAndADeleteGoOn() {
    Seeds.rounds(
        60,
        random -> {
          manager.save(NAME, Item.class, SMALL);
          for (Map.Entry<Path, byte[]> file : snapshot().entrySet()) {
            byte[] junk = new byte[random.nextInt(600)];
            random.nextBytes(junk);
            put(file.getKey(), random.nextBoolean() ? junk : joined(file.getValue(), junk));
          }
          describeWithoutFailing();
          if (random.nextBoolean()) {
            manager.delete(NAME);
            assertThat(manager.load(NAME, Item.class)).isEmpty();
          }
          manager.save(NAME, Item.class, LARGE);
          assertThat(manager.load(NAME, Item.class)).contains(LARGE);
          assertThat(manager.verify(NAME).status()).isEqualTo(Verification.Status.INTACT);
        });
  }

  /** A value or an exception of ours, nothing else. */
  private void describeWithoutFailing() {
    List<Runnable> calls =
        List.of(
            () -> manager.info(NAME),
            () -> manager.exists(NAME),
            () -> manager.list(),
            () -> manager.verify(NAME),
            () -> manager.loadRows(NAME));
    for (Runnable call : calls) {
      try {
        call.run();
      } catch (CheckpointException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }
}
