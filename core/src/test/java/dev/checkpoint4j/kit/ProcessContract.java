package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.LockTimeoutException;
import dev.checkpoint4j.kit.Samples.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** P5: processes that save and load one name at once. */
abstract class ProcessContract extends FilePart {
  private static final long SECONDS = Long.getLong("checkpoint4j.contest-seconds", 8);

  /** The default is 30 s; the stores here are told to wait 400 ms. */
  private static final Duration FAR_BELOW_THE_DEFAULT = Duration.ofSeconds(15);

  private static final int HOLDERS = Integer.getInteger("checkpoint4j.holders", 5);

  ProcessContract(FileBackendContract contract) {
    super(contract);
  }

  @Test
  void twoWritersAndTwoReadersNeverSeeAMixtureOrNothingOrAnOlderOne() throws Exception {
    String url = files.url(directory());
    manager.save(NAME, Item.class, Samples.items(0, KitChild.ROWS));
    List<ChildJvm> writers = new ArrayList<>();
    List<ChildJvm> readers = new ArrayList<>();
    try {
      for (int i = 1; i <= 2; i++) {
        writers.add(ChildJvm.start("compete", url, NAME, i, SECONDS));
        readers.add(ChildJvm.start("read", url, NAME, SECONDS));
      }
      long saves = 0;
      for (ChildJvm writer : writers) {
        long own = Long.parseLong(writer.await("saves"));
        assertThat(own).as("saves of each writer").isPositive();
        saves += own;
      }
      long reads = 0;
      for (ChildJvm reader : readers) {
        reads += Long.parseLong(reader.await("reads"));
      }
      System.out.println(
          "Two writers and two readers for "
              + SECONDS
              + " s: "
              + saves
              + " saves, "
              + reads
              + " reads, 0 bad");
      assertThat(manager.info(NAME).orElseThrow().version()).isEqualTo(saves + 1);
    } finally {
      writers.forEach(ChildJvm::close);
      readers.forEach(ChildJvm::close);
    }
  }

  @Test
  void aStoppedProcessMakesOthersWaitNoLongerThanTheyMustAndAKilledOneNotAtAll() throws Exception {
    Random random = Seeds.random("lock holders");
    CheckpointManager patient = open(directory(), Map.of("lock-timeout", "400ms"));
    int waited = 0;
    for (int i = 0; i < HOLDERS; i++) {
      try (ChildJvm holder = ChildJvm.start("save", files.url(directory()), NAME)) {
        holder.await("ready");
        holder.say("1");
        holder.await("ack");
        TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
        Assumptions.assumeTrue(holder.signal("STOP"), "no kill command here");
        long start = System.nanoTime();
        try {
          patient.save(NAME, Item.class, Samples.items(-i, 5));
        } catch (LockTimeoutException e) {
          waited++;
          assertThat(e).hasMessageContaining(NAME);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FAR_BELOW_THE_DEFAULT);
        assertThat(patient.load(NAME, Item.class)).isPresent();
        holder.kill();
        patient.save(NAME, Item.class, Samples.items(-i, 7));
        assertThat(patient.load(NAME, Item.class)).contains(Samples.items(-i, 7));
      }
    }
    System.out.println(waited + " of " + HOLDERS + " stopped processes held the lock");
  }
}
