package dev.checkpoint4j.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;
import org.jspecify.annotations.Nullable;

/** The messages of an Arrow stream, one after the other. Used by one thread at a time. */
abstract class MessageSource implements AutoCloseable {
  /** What a frame begins with since version 0.15 of the format. */
  static final int CONTINUATION = -1;

  /**
   * A message and its body.
   *
   * @param type of its header
   */
  record Framed(Message message, byte type, Body body) {}

  /** The next message; null after the last. */
  final @Nullable Framed next() throws IOException {
    ByteBuffer start = read(Integer.BYTES, true);
    if (start == null) {
      return null;
    }
    int length = start.getInt(0);
    if (length == CONTINUATION) {
      length = present(read(Integer.BYTES, false)).getInt(0);
    }
    if (length == 0) {
      return null;
    }
    Limits.size("the metadata of a message", length, Limits.METADATA_BYTES);
    ByteBuffer metadata = present(read(length, false)).order(ByteOrder.LITTLE_ENDIAN);
    return guarded(
        () -> {
          Message message = Message.getRootAsMessage(metadata);
          if (message.bodyLength() < 0) {
            throw Problems.corrupt("a message has a negative length");
          }
          return new Framed(message, message.headerType(), body(message.bodyLength()));
        });
  }

  /** A step that follows references of a file's metadata. */
  interface Step<T> {
    T run() throws IOException;
  }

  /** Runs it; a reference that leads nowhere is damage. */
  static <T> T guarded(Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      throw Problems.corrupt("the metadata of a message is damaged", e);
    }
  }

  private static ByteBuffer present(@Nullable ByteBuffer bytes) {
    if (bytes == null) {
      throw Problems.corrupt("the file ends in the middle of a message");
    }
    return bytes;
  }

  /** A copy of the next bytes; null if the stream ends before the first of them and that may be. */
  abstract @Nullable ByteBuffer read(int length, boolean mayEnd) throws IOException;

  /** The next bytes as a body. */
  abstract Body body(long length) throws IOException;

  @Override
  public abstract void close() throws IOException;
}
