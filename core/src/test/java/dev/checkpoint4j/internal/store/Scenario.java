package dev.checkpoint4j.internal.store;

import static dev.checkpoint4j.internal.store.ToyBinding.rows;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A change to a checkpoint, what comes before it, and how to see which state is there. */
enum Scenario {
  FIRST_SAVE {
    @Override
    void prepare(Path dir) {}
  },
  OVERWRITE {
    @Override
    void prepare(Path dir) {
      save(dir, rows(50, "before"), ENDINGS);
    }
  },
  LONG_OVERWRITTEN_BY_SHORT {
    @Override
    void prepare(Path dir) {
      save(dir, rows(40_000, "before and long"), ENDINGS);
    }
  },
  OVERWRITE_OF_THE_SAME_SIZE {
    @Override
    void prepare(Path dir) {
      save(dir, rows(60, "OTHER"), ENDINGS);
    }
  },
  OVERWRITE_OF_AN_EMPTY_LIST {
    @Override
    void prepare(Path dir) {
      save(dir, List.of(), ENDINGS);
    }
  },
  OVERWRITE_OF_A_FOREIGN_FILE {
    @Override
    void prepare(Path dir) throws IOException {
      write(dir, "a.toy", "1=foreign\n");
    }
  },
  OVERWRITE_OF_DAMAGE {
    @Override
    void prepare(Path dir) throws IOException {
      save(dir, rows(50, "before"), ENDINGS);
      write(dir, "a.toy", "1=changed\n");
    }
  },
  OVERWRITE_OF_A_DAMAGED_MANIFEST {
    @Override
    void prepare(Path dir) throws IOException {
      save(dir, rows(50, "before"), ENDINGS);
      write(dir, ".checkpoint4j/manifests/step1~a.toy.json", "{}");
    }
  },
  CHANGE_OF_ENDING {
    @Override
    void prepare(Path dir) {
      save(dir, rows(50, "before"), ".toyz", ".toy");
    }
  },
  CHANGE_OF_ENDING_OVER_A_STRAY {
    @Override
    void prepare(Path dir) throws IOException {
      save(dir, rows(50, "before"), ".toyz", ".toy");
      write(dir, "a.toy", "1=stray\n");
    }
  },
  OVERWRITE_OF_TWO_FOREIGN_FILES {
    @Override
    void prepare(Path dir) throws IOException {
      write(dir, "a.toy", "1=older\n");
      Files.setLastModifiedTime(dir.resolve("step1/a.toy"), FileTime.from(Instant.EPOCH));
      write(dir, "a.toyz", "1=newer\n");
    }
  },
  DELETE {
    @Override
    void prepare(Path dir) {
      save(dir, rows(50, "before"), ENDINGS);
    }

    @Override
    void change(ToyStore store) {
      store.delete(NAME);
    }
  },
  DELETE_OF_TWO_FOREIGN_FILES {
    @Override
    void prepare(Path dir) throws IOException {
      OVERWRITE_OF_TWO_FOREIGN_FILES.prepare(dir);
    }

    @Override
    void change(ToyStore store) {
      store.delete(NAME);
    }
  },
  DELETE_OF_DAMAGE {
    @Override
    void prepare(Path dir) throws IOException {
      OVERWRITE_OF_DAMAGE.prepare(dir);
    }

    @Override
    void change(ToyStore store) {
      store.delete(NAME);
    }
  },
  ACCEPT_OF_A_CHANGED_FILE {
    @Override
    void prepare(Path dir) throws IOException {
      OVERWRITE_OF_DAMAGE.prepare(dir);
    }

    @Override
    void change(ToyStore store) {
      store.accept(NAME);
    }
  },
  ACCEPT_OF_A_FOREIGN_FILE {
    @Override
    void prepare(Path dir) throws IOException {
      OVERWRITE_OF_A_FOREIGN_FILE.prepare(dir);
    }

    @Override
    void change(ToyStore store) {
      store.accept(NAME);
    }
  };

  static final String NAME = "step1/a";
  static final String[] ENDINGS = {".toy", ".toyz"};
  static final List<Map<String, Object>> NEW = rows(60, "after");
  static final String NOTHING = "nothing";
  static final String DAMAGE = "damage";

  abstract void prepare(Path dir) throws IOException;

  void change(ToyStore store) {
    store.save(NAME, NEW);
  }

  /** On a file system under test. */
  static ToyStore open(Path dir) {
    return ToyStore.open(dir, Durability.FULL, ENDINGS);
  }

  private static void save(Path dir, List<Map<String, Object>> rows, String... endings) {
    try (ToyStore store = ToyStore.open(dir, endings)) {
      store.save(NAME, rows);
    }
  }

  private static void write(Path dir, String file, String text) throws IOException {
    Path path = dir.resolve(file.startsWith(".") ? file : "step1/" + file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** What a store that was opened afresh finds, in every way to look. */
  static String observe(Path dir) {
    try (ToyStore store = ToyStore.open(dir, ENDINGS)) {
      List<String> listed = store.list();
      Optional<List<Map<String, Object>>> loaded;
      try {
        loaded = store.load(NAME);
      } catch (CorruptCheckpointException e) {
        return listed.equals(List.of(NAME)) ? DAMAGE : "damage, but not listed";
      }
      if (!listed.equals(loaded.isPresent() ? List.of(NAME) : List.of())) {
        return "loaded: " + loaded.isPresent() + ", listed: " + listed;
      }
      return loaded
          .map(rows -> rows + " verified: " + store.info(NAME).orElseThrow().verified())
          .orElse(NOTHING);
    }
  }

  /** What must be on disk when a save has tidied up. */
  static final List<String> CLEAN =
      List.of(
          ".checkpoint4j",
          ".checkpoint4j/lock",
          ".checkpoint4j/manifests",
          ".checkpoint4j/manifests/step1~a.toy.json",
          ".checkpoint4j/tmp",
          "step1",
          "step1/a.toy");

  static List<String> tree(Path dir) throws IOException {
    try (Stream<Path> walk = Files.walk(dir)) {
      return walk.filter(p -> !p.equals(dir))
          .map(p -> dir.relativize(p).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
