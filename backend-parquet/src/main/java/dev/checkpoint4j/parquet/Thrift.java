package dev.checkpoint4j.parquet;

import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/** Reads and writes the format's metadata, with no more memory than its bytes justify. */
final class Thrift {
  private static final int MAX_ELEMENTS = 1 << 20;

  private Thrift() {}

  /** The bytes ended inside a structure: with more of them, reading may succeed. */
  static final class EndException extends TTransportException {
    private static final long serialVersionUID = 1L;

    EndException() {
      super(END_OF_FILE, "the metadata ends early");
    }
  }

  /** Fills a structure from bytes; returns where the bytes after it begin. */
  static int read(TBase<?, ?> structure, byte[] data, int from, int to) throws TException {
    Source source = new Source(data, from, to);
    int length = to - from;
    int elements = Math.min(length, MAX_ELEMENTS);
    // Each element of a list or string takes a byte at the least.
    try {
      structure.read(new TCompactProtocol(source, length, elements));
    } catch (TException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // Hostile bytes reach states that the generated code has no answer for.
      throw new TException("the metadata is not readable", e);
    }
    return source.position;
  }

  static void write(TBase<?, ?> structure, Bytes out) {
    try {
      structure.write(new TCompactProtocol(new Target(out)));
    } catch (TException e) {
      throw new IllegalStateException("metadata that cannot be written", e);
    }
  }

  private abstract static class Memory extends TTransport {
    @Override
    public final boolean isOpen() {
      return true;
    }

    @Override
    public final void open() {}

    @Override
    public final void close() {}

    @Override
    public final TConfiguration getConfiguration() {
      return TConfiguration.DEFAULT;
    }

    @Override
    public final void updateKnownMessageSize(long size) {}

    @Override
    public void checkReadBytesAvailable(long count) throws TTransportException {}
  }

  private static final class Source extends Memory {
    private final byte[] data;
    private final int end;
    private int position;

    Source(byte[] data, int from, int to) {
      this.data = data;
      this.position = from;
      this.end = to;
    }

    @Override
    public int read(byte[] to, int at, int length) throws TTransportException {
      if (length > end - position) {
        throw new EndException();
      }
      System.arraycopy(data, position, to, at, length);
      position += length;
      return length;
    }

    @Override
    public void write(byte[] from, int at, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] getBuffer() {
      return data;
    }

    @Override
    public int getBufferPosition() {
      return position;
    }

    @Override
    public int getBytesRemainingInBuffer() {
      return end - position;
    }

    @Override
    public void consumeBuffer(int length) {
      position += length;
    }

    @Override
    public void checkReadBytesAvailable(long count) throws TTransportException {
      if (count > end - position) {
        throw new EndException();
      }
    }
  }

  private static final class Target extends Memory {
    private final Bytes out;

    Target(Bytes out) {
      this.out = out;
    }

    @Override
    public int read(byte[] to, int at, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] from, int at, int length) {
      out.put(from, at, length);
    }
  }
}
