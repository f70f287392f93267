package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StoreOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Replaced by the store helper. */
public final class FileStore implements Backend {
  private final Path directory;
  private final FileFormat format;
  private final StoreOptions options;

  public FileStore(Path directory, FileFormat format, StoreOptions options) {
    this.directory = directory;
    this.format = format;
    this.options = options;
  }

  @Override
  public String format() {
    return format.name();
  }

  @Override
  public String location() {
    return directory.toString() + options;
  }

  @Override
  public <T> RecordSink<T> write(CheckpointName name, RecordBinding<T> binding) {
    throw new IllegalStateException();
  }

  @Override
  public <T> Optional<RecordSource<T>> read(CheckpointName name, ReadPlan<T> plan) {
    throw new IllegalStateException();
  }

  @Override
  public List<CheckpointName> list() {
    throw new IllegalStateException();
  }

  @Override
  public Optional<CheckpointInfo> info(CheckpointName name) {
    throw new IllegalStateException();
  }

  @Override
  public boolean delete(CheckpointName name) {
    throw new IllegalStateException();
  }

  @Override
  public Optional<CheckpointInfo> accept(CheckpointName name) {
    throw new IllegalStateException();
  }

  @Override
  public Verification verify(CheckpointName name) {
    throw new IllegalStateException();
  }

  @Override
  public void close() {}
}
