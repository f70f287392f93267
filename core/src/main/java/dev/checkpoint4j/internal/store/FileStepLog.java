package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ProcessLease;
import dev.checkpoint4j.spi.StepLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The log of a half-done step as one file of frames, to which parts are only ever appended: {@code
 * docs/format/store.md} has the bytes. A part is forced before {@link #append} returns, so that a
 * crash leaves at most one torn frame, at the end, which the next owner cuts off.
 */
final class FileStepLog implements StepLog {
  private static final int SLICE_BYTES = 256 * 1024;

  private final StoreContext context;
  private final Root root;
  private final CheckpointName name;
  private final StepLease lease;
  private final Path file;
  private StepFrames frames;
  private @Nullable OutputStream out;
  private @Nullable FileChannel forcing;
  private @Nullable InputStream in;
  private long inPosition;
  private boolean failed;

  private FileStepLog(
      StoreContext context,
      Root root,
      CheckpointName name,
      StepLease lease,
      Path file,
      boolean unread)
      throws IOException {
    this.context = context;
    this.root = root;
    this.name = name;
    this.lease = lease;
    this.file = file;
    this.frames = unread ? new StepFrames() : scan();
  }

  /** Takes the lease and looks at what is there. */
  static FileStepLog open(StoreContext context, CheckpointName name, Duration wait)
      throws IOException {
    return open(context, name, wait, false);
  }

  /** Takes the lease alone; the log can then only be replaced. */
  static FileStepLog openUnread(StoreContext context, CheckpointName name, Duration wait)
      throws IOException {
    return open(context, name, wait, true);
  }

  private static FileStepLog open(
      StoreContext context, CheckpointName name, Duration wait, boolean unread) throws IOException {
    String flat = Root.flat(name) + "." + context.format().name();
    long end = System.nanoTime() + ProcessLease.saturatedNanos(wait);
    Root root = Uninterrupted.call(() -> prepare(context));
    // On the caller's own thread, which the lease must know.
    ProcessLease inner = ProcessLease.take(root.steps().resolve(flat), name, wait);
    try {
      return Uninterrupted.call(() -> open(context, root, name, flat, inner, end, unread));
    } catch (IOException | RuntimeException | Error e) {
      inner.close();
      throw e;
    }
  }

  private static Root prepare(StoreContext context) throws IOException {
    Root root = context.makeRoot();
    context.temps().begin(root);
    context.disk().makeDirectories(root.path(), root.steps());
    return root;
  }

  private static FileStepLog open(
      StoreContext context,
      Root root,
      CheckpointName name,
      String flat,
      ProcessLease inner,
      long end,
      boolean unread)
      throws IOException {
    StepLease lease = StepLease.take(root, flat, name, inner, end);
    try {
      Path file = root.steps().resolve(flat + ".log");
      return new FileStepLog(context, root, name, lease, file, unread);
    } catch (IOException | RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  private StepFrames scan() throws IOException {
    if (Places.file(root.path(), file).isEmpty()) {
      return new StepFrames();
    }
    try {
      return StepFrames.scan(file);
    } catch (StepFrames.Damage damage) {
      throw corrupt(String.valueOf(damage.getMessage()));
    }
  }

  private CorruptCheckpointException corrupt(String problem) {
    return new CorruptCheckpointException(
        where()
            + ": the log of its half-done step "
            + file
            + " is damaged: "
            + problem
            + ". Restore it, or discardStep(\""
            + name
            + "\") to compute its rows again");
  }

  private String where() {
    return context.where(Action.COMPUTE, name);
  }

  @Override
  public int size() {
    return frames.count();
  }

  @Override
  public byte[] read(int part) {
    try {
      byte[] payload = readBytes(frames.position(part), frames.length(part));
      CRC32C crc = new CRC32C();
      crc.update(payload);
      if ((int) crc.getValue() != frames.crc(part)) {
        throw corrupt("a part changed while it was used");
      }
      return payload;
    } catch (IOException e) {
      throw Failures.of(where(), e);
    }
  }

  /** Goes forward in one stream, which no interrupt closes; only a step back opens another. */
  private byte[] readBytes(long position, int length) throws IOException {
    InputStream stream = in;
    if (stream == null || inPosition > position) {
      closeInput();
      stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
      in = stream;
      inPosition = 0;
    }
    stream.skipNBytes(position - inPosition);
    byte[] payload = new byte[length];
    int read = stream.readNBytes(payload, 0, length);
    inPosition = position + read;
    if (read < length) {
      throw corrupt("it was cut while it was used");
    }
    return payload;
  }

  @Override
  public void append(byte[] part) {
    try {
      Uninterrupted.call(
          () -> {
            write(part);
            return part;
          });
    } catch (IOException e) {
      throw Failures.of(where(), e);
    }
  }

  private void write(byte[] part) throws IOException {
    if (failed) {
      throw new CheckpointIOException(
          where() + ": writing its log failed before; close the step and open it again");
    }
    failed = true;
    OutputStream stream = out == null ? openOutput() : out;
    int crc = StepFrames.crc(part);
    writeFrame(stream, part, crc);
    FileChannel channel = forcing;
    if (channel != null) {
      context.disk().force(channel);
    }
    frames.add(part.length, crc);
    failed = false;
  }

  /** In slices: the JDK keeps a direct buffer as large as the largest write for each thread. */
  private static void writeFrame(OutputStream stream, byte[] part, int crc) throws IOException {
    byte[] header = StepFrames.header(part, crc);
    int first = Math.min(part.length, SLICE_BYTES - header.length);
    byte[] slice = Arrays.copyOf(header, header.length + first);
    System.arraycopy(part, 0, slice, header.length, first);
    stream.write(slice);
    for (int from = first; from < part.length; from += SLICE_BYTES) {
      stream.write(part, from, Math.min(SLICE_BYTES, part.length - from));
    }
  }

  private OutputStream openOutput() throws IOException {
    boolean isNew = Places.file(root.path(), file).isEmpty();
    if (!isNew) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        if (channel.size() > frames.end()) {
          channel.truncate(frames.end());
          context.disk().force(channel);
        }
      }
    }
    OutputStream stream =
        isNew
            ? Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
            : Files.newOutputStream(file, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    out = stream;
    forcing = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    if (isNew) {
      context.disk().forceDirectory(root.steps());
    }
    return stream;
  }

  @Override
  public void replace(List<byte[]> parts) {
    try {
      Uninterrupted.call(
          () -> {
            rewrite(parts);
            return parts;
          });
    } catch (IOException e) {
      throw Failures.of(where(), e);
    }
  }

  private void rewrite(List<byte[]> parts) throws IOException {
    closeFiles();
    Places.file(root.path(), file);
    StepFrames fresh = new StepFrames();
    if (parts.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      Path temp = context.temps().reserve();
      try {
        try (OutputStream stream =
            Files.newOutputStream(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
          for (byte[] part : parts) {
            int crc = StepFrames.crc(part);
            writeFrame(stream, part, crc);
            fresh.add(part.length, crc);
          }
        }
        context.disk().forceFile(temp);
        context.disk().move(temp, file);
      } finally {
        context.temps().drop(temp);
      }
    }
    context.disk().forceDirectory(root.steps());
    frames = fresh;
    failed = false;
  }

  private void closeInput() throws IOException {
    InputStream stream = in;
    in = null;
    if (stream != null) {
      stream.close();
    }
  }

  @SuppressWarnings("try") // they are only closed
  private void closeFiles() throws IOException {
    try (FileChannel channel = forcing;
        OutputStream stream = out) {
      closeInput();
    } finally {
      forcing = null;
      out = null;
    }
  }

  @Override
  public void close() {
    try {
      closeFiles();
    } catch (IOException e) {
      throw Failures.of(where(), e);
    } finally {
      lease.close();
    }
  }
}
