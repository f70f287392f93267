package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ReadPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads every byte and every row of a checkpoint and says what was found. */
final class Verifier {
  private static final int ATTEMPTS = 100;

  private final StoreContext context;
  private final CheckpointName name;
  private long rows;
  private long bytes;

  Verifier(StoreContext context, CheckpointName name) {
    this.context = context;
    this.name = name;
  }

  Verification verify() throws IOException {
    try {
      return result(read(), Optional.empty());
    } catch (CheckpointIOException e) {
      throw e;
    } catch (CheckpointException e) {
      return result(Verification.Status.DAMAGED, Optional.of(e));
    }
  }

  private Verification result(Verification.Status status, Optional<CheckpointException> damage) {
    return new Verification(name.value(), status, rows, bytes, damage);
  }

  /** Bytes first, then rows, both of one version. */
  private Verification.Status read() throws IOException {
    Optional<PartDirectory> parts = PartDirectory.find(context, Action.VERIFY, name);
    if (parts.isPresent()) {
      return readParts(parts.get());
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<OpenedFile> first = Opener.open(context, Action.VERIFY, name);
      if (first.isEmpty()) {
        return Verification.Status.ABSENT;
      }
      checkBytes(first.get());
      Optional<OpenedFile> second = Opener.open(context, Action.VERIFY, name);
      if (second.isPresent() && isSame(first.get(), second.get())) {
        return countRows(second.get());
      }
      second.ifPresent(OpenedFile::close);
    }
    throw new CheckpointIOException(
        context.where(Action.VERIFY, name)
            + ": it was replaced "
            + ATTEMPTS
            + " times while it was being read; try again when fewer writers are at work");
  }

  private Verification.Status readParts(PartDirectory parts) {
    bytes = parts.bytes();
    try (PartSource<Map<String, Object>> source =
        new PartSource<>(parts, ReadPlan.all(context.rowBinding()))) {
      for (var batch = source.nextBatch(); batch != null; batch = source.nextBatch()) {
        rows += batch.size();
      }
    }
    return Verification.Status.UNVERIFIED;
  }

  private static boolean isSame(OpenedFile a, OpenedFile b) {
    if (a.version() == null || b.version() == null) {
      return a.version() == null
          && b.version() == null
          && Objects.equals(a.modified(), b.modified());
    }
    return a.version().number() == b.version().number()
        && a.version().createdAt().equals(b.version().createdAt());
  }

  private void checkBytes(OpenedFile file) throws IOException {
    try (file) {
      bytes = file.allBytes();
      rows = 0;
      Sums found = Summer.of(file.stream());
      Version version = file.version();
      if (version != null && !version.file().sums().sha256().equals(found.sha256())) {
        throw new CorruptCheckpointException(
            file.where()
                + ": the file's SHA-256 is not the one that was saved. "
                + StoreContext.advice(name));
      }
      checkParts(file, version);
    }
  }

  private void checkParts(OpenedFile file, @Nullable Version version) throws IOException {
    List<DataFile> found = PartFiles.sum(file);
    for (int i = 0; version != null && version.verified() && i < found.size(); i++) {
      if (!found.get(i).sums().sha256().equals(version.parts().get(i).sums().sha256())) {
        throw new CorruptCheckpointException(
            file.where()
                + ": the SHA-256 of "
                + file.parts().get(i).name()
                + " is not the one that was saved. "
                + StoreContext.advice(name));
      }
    }
  }

  private Verification.Status countRows(OpenedFile file) {
    try (FileSource<Map<String, Object>> source =
        FileSource.open(context, name, file, ReadPlan.all(context.rowBinding()))) {
      for (var batch = source.nextBatch(); batch != null; batch = source.nextBatch()) {
        rows += batch.size();
      }
    }
    return file.isVerified() ? Verification.Status.INTACT : Verification.Status.UNVERIFIED;
  }
}
