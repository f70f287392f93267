package dev.checkpoint4j.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.query.Filter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies in a directory, and what is made of it. */
class DatasetFilesTest {
  /** A row. */
  record Item(int id, @Nullable Integer score, double ratio, String text) {}

  private static final int ROWS = 5_000;

  @TempDir Path directory = Path.of("");

  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      items.add(new Item(i, i % 7 == 0 ? null : i % 5, i / 4.0, "text number " + i % 100));
    }
    return items;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("items"))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCompressionComesBackFromSeveralFiles(Compression compression) throws IOException {
    try (CheckpointManager manager =
        HfDatasetCheckpointManager.builder(directory)
            .compression(compression)
            .maxShardBytes(30_000)
            .batchRows(300)
            .build()) {
      manager.save("items", Item.class, items());
      assertThat(manager.load("items", Item.class)).contains(items());
      assertThat(manager.info("items").orElseThrow().compression())
          .isEqualTo(compression.name().toLowerCase(java.util.Locale.ROOT));
      assertThat(manager.query("items", Item.class).where("score = 3").count())
          .isEqualTo(items().stream().filter(i -> i.score() != null && i.score() == 3).count());
      assertThat(files()).hasSizeGreaterThan(3).contains("state.json", "dataset_info.json");
      manager.save("items", Item.class, items().subList(0, 10));
      assertThat(files()).as("the files of the old version are gone").hasSize(3);
      assertThat(manager.verify("items").rows()).isEqualTo(10);
    }
  }

  @Test
  void theStateNamesTheFilesAndTheirRows() throws IOException {
    try (CheckpointManager manager =
        HfDatasetCheckpointManager.builder(directory)
            .maxShardBytes(30_000)
            .batchRows(300)
            .build()) {
      manager.save("items", Item.class, items());
    }
    JsonNode state = new JsonMapper().readTree(directory.resolve("items/state.json").toFile());
    long rows = 0;
    for (JsonNode file : state.get("_checkpoint4j").get("files")) {
      rows += file.get("rows").longValue();
    }
    assertThat(rows).isEqualTo(ROWS);
    assertThat(state.get("_fingerprint").asText()).matches("[0-9a-f]{16}");
    for (JsonNode file : state.get("_data_files")) {
      assertThat(file.get("filename").asText())
          .matches("data-[0-9a-f]{16}-\\d{5}-of-\\d{5}\\.arrow");
    }
  }

  @Test
  void theSameRecordsMakeTheSameBytesWhateverTheThreads() throws IOException {
    byte[] first = {};
    for (int threads = 1; threads <= 3; threads++) {
      try (CheckpointManager manager =
          HfDatasetCheckpointManager.builder(directory).threads(threads).batchRows(77).build()) {
        manager.save("items", Item.class, items());
      }
      byte[] state = Files.readAllBytes(directory.resolve("items/state.json"));
      assertThat(first.length == 0 ? state : first).isEqualTo(state);
      first = state;
    }
  }

  @Test
  void aWriterAndAStreamGoBatchByBatch() {
    try (CheckpointManager manager = CheckpointManagers.open("arrow:" + directory)) {
      try (CheckpointWriter<Item> writer = manager.writer("items", Item.class)) {
        items().forEach(writer::write);
        writer.commit();
      }
      try (Stream<Item> stream = manager.stream("items", Item.class)) {
        assertThat(stream.toList()).isEqualTo(items());
      }
    }
  }

  @Test
  void filtersMeanTheSameWithAndWithoutTheManifest() throws IOException {
    List<String> filters =
        List.of(
            "id = 17",
            "id != 17",
            "id < 17.5",
            "id >= 4990",
            "score is null",
            "score is not null and id < 50",
            "not (score >= 2)",
            "ratio = 0.25",
            "ratio > 1249.5",
            "score in (1, 4)",
            "text = 'text number 7'",
            "text contains '99'",
            "text startsWith 'text number 9'",
            "text > 'text number 98'",
            "text icontains 'NUMBER 3'",
            "id < -1",
            "id = 3 or id = 4999 or ratio < 1",
            "score = 2 and text icontains 'R 12'");
    List<Long> counts = new ArrayList<>();
    try (CheckpointManager manager =
        HfDatasetCheckpointManager.builder(directory).batchRows(64).build()) {
      manager.save("items", Item.class, items());
      for (String filter : filters) {
        List<Item> found = manager.query("items", Item.class).where(filter).toList();
        List<Item> reference = reference(filter);
        assertThat(found).as(filter).isEqualTo(reference);
        assertThat(manager.query("items", Item.class).where(filter).count())
            .isEqualTo(reference.size());
        counts.add((long) reference.size());
      }
      Files.delete(directory.resolve(".checkpoint4j/manifests/items.hf-dataset.json"));
      for (int i = 0; i < filters.size(); i++) {
        assertThat(manager.query("items", Item.class).where(filters.get(i)).count())
            .isEqualTo(counts.get(i));
      }
    }
  }

  private static List<Item> reference(String filter) {
    var rows =
        dev.checkpoint4j.spi.RowFilter.compile(
            Filter.parse(filter),
            dev.checkpoint4j.spi.RecordBinding.of(dev.checkpoint4j.TypeRef.of(Item.class)).schema(),
            false);
    return items().stream()
        .filter(
            i -> {
              var map = new java.util.HashMap<String, Object>();
              map.put("id", i.id());
              map.put("score", i.score());
              map.put("ratio", i.ratio());
              map.put("text", i.text());
              return rows.test(map);
            })
        .toList();
  }

  @Test
  void batchesThatCannotMatchAreNotRead() throws IOException {
    try (CheckpointManager manager =
        HfDatasetCheckpointManager.builder(directory).batchRows(1_000).build()) {
      manager.save("items", Item.class, items());
      String manifest =
          Files.readString(
              directory.resolve(".checkpoint4j/manifests/items.hf-dataset.json"),
              StandardCharsets.UTF_8);
      assertThat(manifest).contains("notes").contains("[0,999,0]").contains("[4000,4999,0]");
      // A flipped bit in the first batch goes unseen only by whoever does not look at it.
      Path data = directory.resolve("items").resolve(files().get(0));
      byte[] bytes = Files.readAllBytes(data);
      bytes[20_000] ^= 1;
      Files.write(data, bytes);
      assertThat(manager.query("items", Item.class).where("id >= 4500").count()).isEqualTo(500);
      assertThat(manager.query("items", Item.class).where("id >= 4500").toList()).hasSize(500);
      assertThat(manager.verify("items").status())
          .isEqualTo(dev.checkpoint4j.Verification.Status.DAMAGED);
    }
  }

  @Test
  void explainTellsWhatIsReadAndWhatIsSkipped() {
    try (CheckpointManager manager =
        HfDatasetCheckpointManager.builder(directory).batchRows(500).build()) {
      manager.save("items", Item.class, items());
      assertThat(manager.query("items", Item.class).where("id >= 4600").explain())
          .contains("columns: reads 4 of 4: id, score, ratio, text")
          .contains("batches: reads 1 of 10; statistics skip 9")
          .contains("rows: tests the filter on 500 of 5000, column by column");
      assertThat(manager.queryRows("items").select("ratio").where("id < 1200").explain())
          .contains("columns: reads 2 of 4: id, ratio")
          .contains("batches: reads 3 of 10");
      assertThat(manager.queryRows("items").select("text").explain())
          .contains("columns: reads 1 of 4: text")
          .contains("rows: reads all 5000");
      assertThat(manager.queryRows("items").where("text contains '9' and score = 3").explain())
          .contains("batches: reads 10 of 10; statistics skip 0");
    }
  }
}
