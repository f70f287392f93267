package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.kit.Samples.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed at a random instant of its saves: what it acknowledged is there, whole. */
abstract class KillContract extends FilePart {
  KillContract(FileBackendContract contract) {
    super(contract);
  }

  @BeforeEach
  void shareClasses(@TempDir Path temp) throws Exception {
    ChildJvm.shareClasses(files.url(temp.resolve("training")), NAME, temp);
  }

  @AfterEach
  void forgetClasses() {
    ChildJvm.endAll();
    ChildJvm.forgetClasses();
  }

  @Test
  void whatAKilledProcessAcknowledgedIsThereWhole() throws Exception {
    Random random = Seeds.random("kills");
    String url = files.url(directory());
    long first = 1;
    long saves = 0;
    int kills = files.kills();
    ChildJvm next = ChildJvm.start("save", url, NAME);
    for (int i = 0; i < kills; i++) {
      ChildJvm child = next;
      child.await("ready");
      child.say(Long.toString(first));
      // Starts while this one saves, so that no time is lost.
      next = ChildJvm.start("save", url, NAME);
      child.await("ack");
      TimeUnit.MICROSECONDS.sleep(random.nextInt(25_000));
      long acknowledged = lastAcknowledged(child.kill(), first);
      long loaded = generation();
      assertThat(loaded).as("kill %s", i).isBetween(acknowledged, acknowledged + 1);
      saves += loaded - first + 1;
      first = loaded + 1;
    }
    next.kill();
    System.out.println(kills + " kills of a process that saved " + saves + " generations: 0 lost");
    assertThat(saves).as("saves between the kills").isGreaterThanOrEqualTo(kills);
    assertNothingLeftAfterASave();
  }

  private static long lastAcknowledged(List<String> said, long first) {
    // The first acknowledgement has been awaited; a torn last line is none.
    long last = first;
    for (String line : said) {
      if (!line.startsWith("ack ")) {
        throw new AssertionError("The child failed: " + said);
      }
      last = Math.max(last, Long.parseLong(line.substring(4)));
    }
    return last;
  }

  private long generation() {
    try (CheckpointManager store = contract.open(directory())) {
      List<Item> items = store.load(NAME, Item.class).orElseThrow();
      long generation = items.get(0).generation();
      assertThat(items).isEqualTo(Samples.items(generation, KitChild.ROWS));
      return generation;
    }
  }

  private void assertNothingLeftAfterASave() throws Exception {
    manager.save(NAME, Item.class, Samples.items(0, 3));
    assertThat(manager.verify(NAME).status()).isEqualTo(Verification.Status.INTACT);
    manager.close();
    assertThat(tree(directory())).isEqualTo(cleanTree(Samples.items(0, 3)));
  }
}
