package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.Backend;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The version of the checkpoint whose rows are reused, if there is one. */
final class StoredRows<T> {
  private final Backend backend;
  private final CheckpointName name;
  private final RecordBinding<T> binding;
  private @Nullable VersionInfo version;

  StoredRows(Backend backend, CheckpointName name, RecordBinding<T> binding) {
    this.backend = backend;
    this.name = name;
    this.binding = binding;
  }

  /** The newest version, reused or not. */
  Optional<VersionInfo> current() {
    return backend.versions(name).stream().findFirst();
  }

  /** Rows of this version are reused from now on. */
  void use(VersionInfo reused) {
    version = reused;
  }

  void forget() {
    version = null;
  }

  Optional<VersionInfo> version() {
    return Optional.ofNullable(version);
  }

  /** Begins the messages of what fails. */
  String where() {
    return "Cannot compute checkpoint \"" + name + "\" in " + backend.location();
  }

  /** All rows in their order. */
  RecordSource<T> source() {
    VersionInfo reused =
        version()
            .orElseThrow(
                () -> new IllegalStateException("There is no checkpoint whose rows could be read"));
    return backend
        .read(name, ReadPlan.all(binding), reused.version())
        .orElseThrow(
            () ->
                new CorruptCheckpointException(
                    where()
                        + ": version "
                        + reused.version()
                        + ", whose rows are reused, is gone"));
  }
}
