package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.spi.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes one gzip member whose slices are compressed by several threads. Each slice is deflated on
 * its own, with the text before it as its dictionary, and ends at a byte boundary (RFC 1951), so
 * that the slices one after another are one stream. The bytes depend on the text and the level
 * alone: slices are of one size, and the header has no time.
 */
final class GzipOutput extends Compressor {
  private static final int SLICE_BYTES = 512 << 10;
  private static final int WINDOW_BYTES = 32 << 10;

  private final OutputStream out;
  private final int level;
  private final Workers.InOrder<Bytes> slices;
  private final Queue<Deflater> idle = new ConcurrentLinkedQueue<>();
  private final CRC32 crc = new CRC32();
  private byte[] slice = new byte[SLICE_BYTES];
  private byte[] window = new byte[0];
  private int filled;
  private long total;

  GzipOutput(OutputStream out, int level, Workers workers) throws IOException {
    this.out = out;
    this.level = level;
    this.slices = workers.inOrder();
    // Magic, deflate, no flags, no time, no extra flags, unknown system (RFC 1952, section 2.3).
    out.write(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF});
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    crc.update(bytes, from, length);
    total += length;
    int done = 0;
    while (done < length) {
      int n = Math.min(length - done, SLICE_BYTES - filled);
      System.arraycopy(bytes, from + done, slice, filled, n);
      filled += n;
      done += n;
      if (filled == SLICE_BYTES) {
        submit(false);
      }
    }
  }

  @Override
  void finish() throws IOException {
    submit(true);
    while (!slices.isEmpty()) {
      drain();
    }
    byte[] trailer = new byte[8];
    littleEndian(crc.getValue(), trailer, 0);
    littleEndian(total, trailer, 4);
    out.write(trailer);
  }

  @Override
  public void close() {
    for (Deflater deflater = idle.poll(); deflater != null; deflater = idle.poll()) {
      deflater.end();
    }
  }

  private void submit(boolean last) throws IOException {
    if (slices.isFull()) {
      drain();
    }
    byte[] text = slice;
    int length = filled;
    byte[] dictionary = window;
    slices.submit(() -> deflate(text, length, dictionary, last));
    if (!last) {
      window = Arrays.copyOfRange(text, length - WINDOW_BYTES, length);
      slice = new byte[SLICE_BYTES];
      filled = 0;
    }
  }

  private void drain() throws IOException {
    slices.take().writeTo(out);
  }

  private Bytes deflate(byte[] text, int length, byte[] dictionary, boolean last) {
    Deflater pooled = idle.poll();
    Deflater deflater = pooled != null ? pooled : new Deflater(level, true);
    Bytes compressed = new Bytes(length / 4 + 1024);
    if (dictionary.length > 0) {
      deflater.setDictionary(dictionary);
    }
    deflater.setInput(text, 0, length);
    if (last) {
      deflater.finish();
    }
    compressed.deflateFrom(deflater);
    deflater.reset();
    idle.add(deflater);
    return compressed;
  }

  private static void littleEndian(long value, byte[] to, int at) {
    for (int i = 0; i < 4; i++) {
      to[at + i] = (byte) (value >>> (8 * i));
    }
  }
}
