package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arrays of primitives, each without boxing. */
final class ArrayCodecs {
  private ArrayCodecs() {}

  static final class Doubles extends ArrayCodec {
    Doubles() {
      super(Scalars.of(double.class));
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      if (RawBytes.fits(out)) {
        RawBytes raw = RawBytes.array(out);
        for (double element : (double[]) value) {
          raw.add(Numbers.json(element));
        }
        raw.end();
        return;
      }
      out.writeStartArray();
      Problems.checkDepth(out);
      for (double element : (double[]) value) {
        Numbers.write(element, out);
      }
      out.writeEndArray();
    }

    @Override
    Object create(int length) {
      return new double[length];
    }

    @Override
    Object copy(Object array, int length) {
      return Arrays.copyOf((double[]) array, length);
    }

    @Override
    void readElement(JsonParser in, Object array, int index) throws IOException {
      ((double[]) array)[index] = Numbers.readDouble(in);
    }

    @Override
    void set(Object array, int index, Object value) {
      ((double[]) array)[index] = (Double) value;
    }

    @Override
    Object toColumn(Object value) {
      return value;
    }

    @Override
    boolean isEmpty(Object value) {
      return ((double[]) value).length == 0;
    }
  }

  static final class Floats extends ArrayCodec {
    Floats() {
      super(Scalars.of(float.class));
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      if (RawBytes.fits(out)) {
        RawBytes raw = RawBytes.array(out);
        for (float element : (float[]) value) {
          raw.add(Numbers.json(element));
        }
        raw.end();
        return;
      }
      out.writeStartArray();
      Problems.checkDepth(out);
      for (float element : (float[]) value) {
        Numbers.write(element, out);
      }
      out.writeEndArray();
    }

    @Override
    Object create(int length) {
      return new float[length];
    }

    @Override
    Object copy(Object array, int length) {
      return Arrays.copyOf((float[]) array, length);
    }

    @Override
    void readElement(JsonParser in, Object array, int index) throws IOException {
      ((float[]) array)[index] = Numbers.readFloat(in);
    }

    @Override
    void set(Object array, int index, Object value) {
      ((float[]) array)[index] = (Float) value;
    }

    @Override
    Object toColumn(Object value) {
      return value;
    }

    @Override
    boolean isEmpty(Object value) {
      return ((float[]) value).length == 0;
    }
  }

  static final class Ints extends ArrayCodec {
    Ints() {
      super(Scalars.of(int.class));
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      out.writeStartArray();
      Problems.checkDepth(out);
      for (int element : (int[]) value) {
        out.writeNumber(element);
      }
      out.writeEndArray();
    }

    @Override
    Object create(int length) {
      return new int[length];
    }

    @Override
    Object copy(Object array, int length) {
      return Arrays.copyOf((int[]) array, length);
    }

    @Override
    void readElement(JsonParser in, Object array, int index) throws IOException {
      ((int[]) array)[index] =
          (int) Numbers.readWhole(in, Integer.MIN_VALUE, Integer.MAX_VALUE, "int32");
    }

    @Override
    void set(Object array, int index, Object value) {
      ((int[]) array)[index] = (Integer) value;
    }

    @Override
    Object toColumn(Object value) {
      return value;
    }

    @Override
    boolean isEmpty(Object value) {
      return ((int[]) value).length == 0;
    }
  }

  static final class Longs extends ArrayCodec {
    Longs() {
      super(Scalars.of(long.class));
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      out.writeStartArray();
      Problems.checkDepth(out);
      for (long element : (long[]) value) {
        out.writeNumber(element);
      }
      out.writeEndArray();
    }

    @Override
    Object create(int length) {
      return new long[length];
    }

    @Override
    Object copy(Object array, int length) {
      return Arrays.copyOf((long[]) array, length);
    }

    @Override
    void readElement(JsonParser in, Object array, int index) throws IOException {
      ((long[]) array)[index] = Numbers.readWhole(in, Long.MIN_VALUE, Long.MAX_VALUE, "int64");
    }

    @Override
    void set(Object array, int index, Object value) {
      ((long[]) array)[index] = (Long) value;
    }

    @Override
    Object toColumn(Object value) {
      return value;
    }

    @Override
    boolean isEmpty(Object value) {
      return ((long[]) value).length == 0;
    }
  }

  static final class Shorts extends ArrayCodec {
    Shorts() {
      super(Scalars.of(short.class));
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      out.writeStartArray();
      Problems.checkDepth(out);
      for (short element : (short[]) value) {
        out.writeNumber(element);
      }
      out.writeEndArray();
    }

    @Override
    Object create(int length) {
      return new short[length];
    }

    @Override
    Object copy(Object array, int length) {
      return Arrays.copyOf((short[]) array, length);
    }

    @Override
    void readElement(JsonParser in, Object array, int index) throws IOException {
      ((short[]) array)[index] =
          (short) Numbers.readWhole(in, Short.MIN_VALUE, Short.MAX_VALUE, "int16");
    }

    @Override
    void set(Object array, int index, Object value) {
      ((short[]) array)[index] = (Short) value;
    }

    @Override
    Object toColumn(Object value) {
      short[] shorts = (short[]) value;
      int[] ints = new int[shorts.length];
      for (int i = 0; i < ints.length; i++) {
        ints[i] = shorts[i];
      }
      return ints;
    }

    @Override
    boolean isEmpty(Object value) {
      return ((short[]) value).length == 0;
    }
  }

  static final class Booleans extends ArrayCodec {
    private static final NumberCodecs.BooleanCodec FLAG = new NumberCodecs.BooleanCodec(true);

    Booleans() {
      super(Scalars.of(boolean.class));
    }

    @Override
    void write(Object value, JsonGenerator out, @Nullable Place place) throws IOException {
      out.writeStartArray();
      Problems.checkDepth(out);
      for (boolean element : (boolean[]) value) {
        out.writeBoolean(element);
      }
      out.writeEndArray();
    }

    @Override
    Object create(int length) {
      return new boolean[length];
    }

    @Override
    Object copy(Object array, int length) {
      return Arrays.copyOf((boolean[]) array, length);
    }

    @Override
    void readElement(JsonParser in, Object array, int index) throws IOException {
      ((boolean[]) array)[index] = (Boolean) FLAG.readScalar(in);
    }

    @Override
    void set(Object array, int index, Object value) {
      ((boolean[]) array)[index] = (Boolean) value;
    }

    @Override
    Object toColumn(Object value) {
      List<Boolean> list = new ArrayList<>();
      for (boolean element : (boolean[]) value) {
        list.add(element);
      }
      return list;
    }

    @Override
    boolean isEmpty(Object value) {
      return ((boolean[]) value).length == 0;
    }
  }
}
