package dev.checkpoint4j.kit.fs;

import dev.checkpoint4j.kit.fs.Operation.Kind;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Streams whose reads and writes are operations; closing is none. */
final class FaultStreams {
  private FaultStreams() {}

  /** For reading. */
  static final class In extends FilterInputStream {
    private final FaultFileSystem files;
    private final Path path;

    In(FaultFileSystem files, Path path, InputStream real) {
      super(real);
      this.files = files;
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      return files.perform(Kind.READ, path, in::read);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return files.perform(Kind.READ, path, () -> in.read(target, offset, length));
    }
  }

  /** For writing. */
  static final class Out extends FilterOutputStream {
    private final FaultFileSystem files;
    private final Path path;

    Out(FaultFileSystem files, Path path, OutputStream real) {
      super(real);
      this.files = files;
      this.path = path;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
      files.act(
          new Operation(Kind.WRITE, path),
          () -> out.write(data, offset, length),
          () -> out.write(data, offset, length / 2));
    }
  }
}
