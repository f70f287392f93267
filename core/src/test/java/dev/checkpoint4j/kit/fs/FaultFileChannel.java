package dev.checkpoint4j.kit.fs;

import dev.checkpoint4j.kit.fs.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A channel whose reads, writes, forces and locks are operations; closing is none. */
final class FaultFileChannel extends FileChannel {
  private final FaultFileSystem files;
  private final Path path;
  private final FileChannel real;

  FaultFileChannel(FaultFileSystem files, Path path, FileChannel real) {
    this.files = files;
    this.path = path;
    this.real = real;
  }

  private <T> T write(FaultFileSystem.Call<T> call) throws IOException {
    return files.perform(Kind.WRITE, path, call);
  }

  private <T> T read(FaultFileSystem.Call<T> call) throws IOException {
    return files.perform(Kind.READ, path, call);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return read(() -> real.read(target));
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    return read(() -> real.read(targets, offset, length));
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return read(() -> real.read(target, position));
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return write(() -> real.write(source));
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    return write(() -> real.write(sources, offset, length));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return write(() -> real.write(source, position));
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return read(() -> real.transferTo(position, count, target));
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    return write(() -> real.transferFrom(source, position, count));
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    real.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return files.perform(Kind.STAT, path, real::size);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    files.perform(Kind.TRUNCATE, path, () -> real.truncate(size));
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    files.act(
        new Operation(Kind.FORCE, path),
        () -> {
          if (files.isForcing()) {
            real.force(metaData);
          }
        },
        () -> {});
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return files.perform(Kind.OPEN_READ, path, () -> real.map(mode, position, size));
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return files.perform(Kind.LOCK, path, () -> real.lock(position, size, shared));
  }

  @Override
  public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return files.perform(Kind.LOCK, path, () -> real.tryLock(position, size, shared));
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
