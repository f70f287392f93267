package dev.checkpoint4j.jsonl;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import dev.checkpoint4j.CorruptCheckpointException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The only class that touches zstd-jni, which may be missing. */
final class ZstdCodec {
  private ZstdCodec() {}

  /** Loads the native library, or throws a {@link LinkageError}. */
  static void load() {
    Native.load();
  }

  static Compressor compressor(OutputStream out, int level) throws IOException {
    ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(new StaysOpen(out), level);
    zstd.setChecksum(true);
    return new Output(zstd);
  }

  static InputStream decompress(InputStream in, String where) throws IOException {
    load();
    ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(in);
    // A stream that ends inside a frame is an error, not an end.
    zstd.setContinuous(false);
    return new Input(zstd, where);
  }

  private static final class Output extends Compressor {
    private final ZstdOutputStreamNoFinalizer zstd;
    private boolean closed;

    Output(ZstdOutputStreamNoFinalizer zstd) {
      this.zstd = zstd;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      zstd.write(bytes, from, length);
    }

    @Override
    void finish() throws IOException {
      closed = true;
      zstd.close();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        try {
          zstd.close();
        } catch (IOException e) {
          // The file is thrown away; its own error was reported when it happened.
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }

  private static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() {}
  }

  private static final class Input extends FilterInputStream {
    private final String where;

    Input(InputStream zstd, String where) {
      super(zstd);
      this.where = where;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return in.read(bytes, from, length);
      } catch (ZstdIOException e) {
        throw new CorruptCheckpointException(
            where
                + ": its zstd compression is damaged ("
                + e.getMessage()
                + "). Restore the file, or delete the checkpoint",
            e);
      }
    }
  }
}
