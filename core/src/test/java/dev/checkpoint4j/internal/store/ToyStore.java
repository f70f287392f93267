package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.Durability;
import dev.checkpoint4j.Retention;
import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.SaveNotes;
import dev.checkpoint4j.spi.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file store of toy rows with the short calls that tests like. */
final class ToyStore implements AutoCloseable {
  static final String ENDING = ".toy";

  final FileStore store;

  ToyStore(Path directory, ToyFormat format, StoreOptions options) {
    this.store = new FileStore(directory, format, options, ToyBinding::new);
  }

  /** Forces nothing, as most tests need. */
  static ToyStore open(Path directory, String... endings) {
    return open(directory, Durability.NONE, endings);
  }

  static ToyStore open(Path directory, Durability durability, String... endings) {
    return new ToyStore(
        directory,
        new ToyFormat(endings.length == 0 ? new String[] {ENDING} : endings),
        new StoreOptions(durability, Duration.ofSeconds(20), Retention.keep(1)));
  }

  SaveResult save(String name, List<Map<String, Object>> rows) {
    try (RecordSink<Map<String, Object>> sink = sink(name)) {
      sink.write(rows);
      return sink.commit(SaveNotes.NONE);
    }
  }

  RecordSink<Map<String, Object>> sink(String name) {
    return store.write(CheckpointName.of(name), new ToyBinding());
  }

  Optional<List<Map<String, Object>>> load(String name) {
    return source(name)
        .map(
            source -> {
              try (source) {
                return source.readAll();
              }
            });
  }

  Optional<RecordSource<Map<String, Object>>> source(String name) {
    return store.read(CheckpointName.of(name), ReadPlan.all(new ToyBinding()));
  }

  List<String> list() {
    return store.list().stream().map(CheckpointName::value).toList();
  }

  Optional<CheckpointInfo> info(String name) {
    return store.info(CheckpointName.of(name));
  }

  boolean delete(String name) {
    return store.delete(CheckpointName.of(name));
  }

  Optional<CheckpointInfo> accept(String name) {
    return store.accept(CheckpointName.of(name));
  }

  Verification verify(String name) {
    return store.verify(CheckpointName.of(name));
  }

  @Override
  public void close() {
    store.close();
  }
}
