package dev.checkpoint4j.kit.fs;

import dev.checkpoint4j.kit.fs.Operation.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands each operation to the default provider, through {@link FaultFileSystem#perform}. */
final class FaultProvider extends FileSystemProvider {
  private final FaultFileSystem files;

  FaultProvider(FaultFileSystem files) {
    this.files = files;
  }

  private FileSystemProvider real() {
    return files.real().provider();
  }

  @Override
  public String getScheme() {
    return "fault";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException("use FaultFileSystem.create()");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException("use FaultFileSystem.create()");
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException("use FaultFileSystem.path()");
  }

  private static Kind opening(Set<? extends OpenOption> options) {
    return options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND)
        ? Kind.OPEN_WRITE
        : Kind.OPEN_READ;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path real = FaultPath.real(path);
    return files.perform(
        opening(options),
        real,
        () -> new FaultFileChannel(files, real, real().newFileChannel(real, options, attributes)));
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    Path real = FaultPath.real(path);
    return files.perform(
        Kind.OPEN_READ,
        real,
        () -> new FaultStreams.In(files, real, real().newInputStream(real, options)));
  }

  @Override
  public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    Path real = FaultPath.real(path);
    return files.perform(
        Kind.OPEN_WRITE,
        real,
        () -> new FaultStreams.Out(files, real, real().newOutputStream(real, options)));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    Path real = FaultPath.real(directory);
    return files.perform(
        Kind.LIST,
        real,
        () -> {
          List<Path> entries = new ArrayList<>();
          try (DirectoryStream<Path> stream = real().newDirectoryStream(real, entry -> true)) {
            for (Path entry : stream) {
              Path wrapped = files.path(entry);
              if (filter.accept(wrapped)) {
                entries.add(wrapped);
              }
            }
          }
          return new Entries(entries);
        });
  }

  private record Entries(List<Path> entries) implements DirectoryStream<Path> {
    @Override
    public Iterator<Path> iterator() {
      return entries.iterator();
    }

    @Override
    public void close() {}
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    Path real = FaultPath.real(directory);
    files.act(Kind.CREATE, real, () -> real().createDirectory(real, attributes));
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    Path real = FaultPath.real(link);
    files.act(
        Kind.CREATE,
        real,
        () -> real().createSymbolicLink(real, FaultPath.real(target), attributes));
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    Path real = FaultPath.real(link);
    files.act(Kind.CREATE, real, () -> real().createLink(real, FaultPath.real(existing)));
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    Path real = FaultPath.real(link);
    return files.perform(Kind.STAT, real, () -> files.path(real().readSymbolicLink(real)));
  }

  @Override
  public void delete(Path path) throws IOException {
    Path real = FaultPath.real(path);
    files.act(Kind.DELETE, real, () -> real().delete(real));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    Path from = FaultPath.real(source);
    Path to = FaultPath.real(target);
    files.act(Kind.OPEN_WRITE, to, () -> real().copy(from, to, options));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    Path from = FaultPath.real(source);
    Path to = FaultPath.real(target);
    files.act(new Operation(Kind.MOVE, from, to), () -> real().move(from, to, options), () -> {});
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return real().isSameFile(FaultPath.real(path), FaultPath.real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real().isHidden(FaultPath.real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return real().getFileStore(FaultPath.real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    Path real = FaultPath.real(path);
    files.act(Kind.STAT, real, () -> real().checkAccess(real, modes));
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real().getFileAttributeView(FaultPath.real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    Path real = FaultPath.real(path);
    return files.perform(Kind.STAT, real, () -> real().readAttributes(real, type, options));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    Path real = FaultPath.real(path);
    return files.perform(Kind.STAT, real, () -> real().readAttributes(real, attributes, options));
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    Path real = FaultPath.real(path);
    files.act(Kind.SET_ATTRIBUTE, real, () -> real().setAttribute(real, attribute, value, options));
  }
}
