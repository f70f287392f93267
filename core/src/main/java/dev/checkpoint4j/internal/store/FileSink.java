package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.SaveResult;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSink;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One save: a format's writer over a temporary file that becomes the checkpoint. */
final class FileSink<T> implements RecordSink<T> {
  private final StoreContext context;
  private final CheckpointName name;
  private final String where;
  private final TempOutput output;
  private final FileFormat.FileWriter<T> writer;
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
  public SaveResult commit() {
    try {
      FileFormat.Written written = writer.finish();
      Sums sums = output.finish();
      Version version = Uninterrupted.call(() -> commit(written, sums));
      return new SaveResult(
          name.value(),
          true,
          version.number(),
          version.rows(),
          version.bytes(),
          Optional.of(sums.sha256()));
    } catch (IOException e) {
      throw Failures.of(where, e);
    } catch (RuntimeException e) {
      throw Failures.of(where, e);
    }
  }

  @SuppressWarnings("try") // the lock is only held
  private Version commit(FileFormat.Written written, Sums sums) throws IOException {
    output.forceAndClose(context.disk());
    List<DataFile> files = new ArrayList<>();
    files.add(new DataFile(context.ending(), sums));
    output.parts().forEach(part -> files.add(part.entry()));
    Version draft =
        new Version(
            0, Instant.now(), written.rows(), true, written.schema(), files, written.notes());
    Root root = output.root();
    try (StoreLock lock = StoreLock.acquire(root, context.options().lockTimeout(), where)) {
      return new Commit(context, root, name, where).replace(output, draft);
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
