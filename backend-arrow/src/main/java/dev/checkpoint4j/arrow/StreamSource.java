package dev.checkpoint4j.arrow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Messages of a file that is compressed as a whole: each body is in memory while it is current. */
final class StreamSource extends MessageSource {
  private final InputStream in;

  StreamSource(InputStream in) {
    this.in = in;
  }

  @Override
  @Nullable ByteBuffer read(int length, boolean mayEnd) throws IOException {
    // Grows with what is there, whatever the length says.
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      if (mayEnd && bytes.length == 0) {
        return null;
      }
      throw Problems.corrupt("the file ends in the middle of a message");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  Body body(long length) throws IOException {
    byte[] bytes = in.readNBytes(Limits.size("a batch", length, Limits.COPIED_BYTES));
    if (bytes.length < length) {
      throw Problems.corrupt("the file ends in the middle of a batch");
    }
    return of(ByteBuffer.wrap(bytes));
  }

  static Body of(ByteBuffer bytes) {
    return new Body() {
      @Override
      public long size() {
        return bytes.capacity();
      }

      @Override
      public ByteBuffer slice(long offset, int size) {
        return bytes.slice((int) offset, size).order(ByteOrder.LITTLE_ENDIAN);
      }

      @Override
      public ByteBuffer view(long offset, int size) {
        return slice(offset, size);
      }

      @Override
      public void prove(long offset, int size) {
        // The store has compared the compressed bytes.
      }
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
