package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import dev.checkpoint4j.spi.SaveNotes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One save: a format's writer over a temporary file that becomes the checkpoint. */
final class FileSink<T> implements RecordSink<T> {
  private final StoreContext context;
  private final CheckpointName name;
  private final String where;
  private final TempOutput output;
  private final FileFormat.FileWriter<T> writer;
  private FileFormat.@Nullable Written written;
  private @Nullable Sums sums;
  private boolean closed;

  private FileSink(
      StoreContext context,
      CheckpointName name,
      String where,
      TempOutput output,
      FileFormat.FileWriter<T> writer) {
    this.context = context;
    this.name = name;
    this.where = where;
    this.output = output;
    this.writer = writer;
  }

  /** Begins a save. */
  static <T> FileSink<T> open(StoreContext context, CheckpointName name, RecordBinding<T> binding) {
    String where = context.where(Action.SAVE, name);
    try {
      TempOutput output = Uninterrupted.call(() -> TempOutput.create(context, name));
      try {
        FileFormat.FileWriter<T> writer = context.format().writer(output.stream(), binding, where);
        writer.use(output::newScratchFile);
        writer.use(output);
        return new FileSink<>(context, name, where, output, writer);
      } catch (IOException | RuntimeException | Error e) {
        output.discardAfter(e);
        throw e;
      }
    } catch (IOException e) {
      throw Failures.of(where, e);
    } catch (RuntimeException e) {
      throw Failures.of(where, e);
    }
  }

  @Override
  public void write(List<? extends T> records) {
    try {
      writer.write(records);
    } catch (IOException e) {
      throw Failures.of(where, e);
    } catch (RuntimeException e) {
      throw Failures.of(where, e);
    }
  }

  @Override
  public void writeAll(List<? extends T> records) {
    try {
      writer.writeAll(records);
    } catch (IOException e) {
      throw Failures.of(where, e);
    } catch (RuntimeException e) {
      throw Failures.of(where, e);
    }
  }

  @Override
  public void prepare() {
    try {
      written = writer.finish();
      sums = output.finish();
      Uninterrupted.call(
          () -> {
            output.forceAndClose(context.disk());
            return true;
          });
    } catch (IOException e) {
      throw Failures.of(where, e);
    } catch (RuntimeException e) {
      throw Failures.of(where, e);
    }
  }

  @Override
  public SaveResult commit(SaveNotes notes) {
    if (sums == null) {
      prepare();
    }
    FileFormat.Written rows = Objects.requireNonNull(written);
    Sums bytes = Objects.requireNonNull(sums);
    try {
      Commit.Outcome outcome = Uninterrupted.call(() -> commit(rows, bytes, notes));
      return new SaveResult(
          name.value(),
          outcome.switched(),
          outcome.number(),
          rows.rows(),
          bytes.bytes() + output.parts().stream().mapToLong(TempPart::bytes).sum(),
          Optional.of(bytes.sha256()));
    } catch (IOException e) {
      throw Failures.of(where, e);
    } catch (RuntimeException e) {
      throw Failures.of(where, e);
    }
  }

  @SuppressWarnings("try") // the lock is only held
  private Commit.Outcome commit(FileFormat.Written rows, Sums bytes, SaveNotes notes)
      throws IOException {
    List<DataFile> files = new ArrayList<>();
    files.add(new DataFile(context.ending(), bytes));
    output.parts().forEach(part -> files.add(part.entry()));
    Version draft =
        new Version(
            0,
            Instant.now(),
            rows.rows(),
            true,
            rows.schema(),
            files,
            rows.notes(),
            notes.fingerprint(),
            Set.of());
    Root root = output.root();
    try (StoreLock lock = StoreLock.acquire(root, context.options().lockTimeout(), where)) {
      return new Commit(context, root, name, where).replace(output, draft, notes.numbering());
    }
  }

  /** Removes the temporary file where there was no commit; after one there is none left. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      try {
        writer.close();
      } catch (RuntimeException | Error e) {
        output.discardAfter(e);
        throw e;
      }
      output.discard();
      output.dropScratch();
    } catch (IOException e) {
      throw Failures.of(where, e);
    } catch (RuntimeException e) {
      throw Failures.of(where, e);
    }
  }
}
