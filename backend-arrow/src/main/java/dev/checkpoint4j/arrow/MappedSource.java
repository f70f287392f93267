package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.StoredPart;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Messages of a mapped file: bodies are not touched before somebody looks into them. */
final class MappedSource extends MessageSource {
  private final StoredPart part;
  private long position;

  MappedSource(StoredPart part) {
    this.part = part;
  }

  @Override
  @Nullable ByteBuffer read(int length, boolean mayEnd) {
    if (length > part.size() - position) {
      if (mayEnd && position == part.size()) {
        return null;
      }
      throw Problems.corrupt("the file ends in the middle of a message");
    }
    byte[] copy = new byte[length];
    part.slice(position, length).get(copy);
    position += length;
    return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  Body body(long length) {
    long start = position;
    if (length > part.size() - start) {
      throw Problems.corrupt("the file ends in the middle of a batch");
    }
    position += length;
    return new Body() {
      @Override
      public long size() {
        return length;
      }

      @Override
      public ByteBuffer slice(long offset, int size) {
        return part.slice(start + offset, size);
      }

      @Override
      public ByteBuffer view(long offset, int size) {
        return part.unchecked(start + offset, size);
      }

      @Override
      public void prove(long offset, int size) {
        part.slice(start + offset, size);
      }

      @Override
      public Body withBlocks(String said) {
        return part.isChecked() ? BlockBody.of(this, part, start, said) : this;
      }
    };
  }

  @Override
  public void close() {
    // The store's.
  }
}
