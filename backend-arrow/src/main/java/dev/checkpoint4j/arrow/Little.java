package dev.checkpoint4j.arrow;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers in little-endian order. */
final class Little {
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Little() {}

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** One bit a value, from the lowest on. */
  static byte[] bits(boolean[] values, int count, boolean one) {
    byte[] bits = new byte[(count + 7) >>> 3];
    for (int i = 0; i < count; i++) {
      if (values[i] == one) {
        bits[i >>> 3] |= (byte) (1 << (i & 7));
      }
    }
    return bits;
  }

  static void writeInt(OutputStream out, int value) throws IOException {
    out.write(buffer(Integer.BYTES).putInt(value).array());
  }

  static void writeLong(OutputStream out, long value) throws IOException {
    out.write(buffer(Long.BYTES).putLong(value).array());
  }
}
