package dev.checkpoint4j.parquet;

import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** The values of one page, read one after the other. Used by one thread at a time. */
abstract class PageValues {
  /** Appends so many values. */
  abstract void read(LeafValues to, int count);

  /** Passes over so many values. */
  abstract void skip(int count);

  /** The values of a page, which begin at {@code from}. */
  static PageValues of(
      @Nullable Encoding encoding,
      SchemaElement element,
      byte[] page,
      int from,
      int to,
      @Nullable LeafValues dictionary) {
    Type type = element.getType();
    if (encoding == null) {
      throw Problems.corrupt("a page has an encoding that no version of the format names");
    }
    return switch (encoding) {
      case PLAIN -> new PlainValues(type, width(element), page, from, to);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> dictionary(page, from, to, dictionary);
      case DELTA_BINARY_PACKED -> {
        if (type != Type.INT32 && type != Type.INT64) {
          throw misplaced(encoding, type);
        }
        yield new DeltaValues(type, page, from, to);
      }
      case DELTA_LENGTH_BYTE_ARRAY -> {
        if (type != Type.BYTE_ARRAY) {
          throw misplaced(encoding, type);
        }
        yield new DeltaLengthValues(page, from, to);
      }
      case DELTA_BYTE_ARRAY -> {
        if (type != Type.BYTE_ARRAY && type != Type.FIXED_LEN_BYTE_ARRAY) {
          throw misplaced(encoding, type);
        }
        yield new DeltaBytesValues(page, from, to);
      }
      case BYTE_STREAM_SPLIT -> {
        if (width(element) <= 0) {
          throw misplaced(encoding, type);
        }
        yield new SplitValues(type, width(element), page, from, to);
      }
      case RLE -> {
        if (type != Type.BOOLEAN || to - from < Integer.BYTES) {
          throw misplaced(encoding, type);
        }
        yield new RunValues(new RleDecoder(page, from + Integer.BYTES, to, 1));
      }
      case BIT_PACKED -> throw misplaced(encoding, type);
    };
  }

  private static PageValues dictionary(
      byte[] page, int from, int to, @Nullable LeafValues dictionary) {
    if (dictionary == null) {
      throw Problems.corrupt("a page needs a dictionary, and there is none");
    }
    // A page of nothing but nulls may have no width.
    RleDecoder ids =
        from == to
            ? new RleDecoder(page, from, to, 0)
            : new RleDecoder(page, from + 1, to, page[from]);
    return new DictionaryValues(ids, dictionary);
  }

  /** The bytes of a value of fixed length; 0 where values differ in length or are bits. */
  static int width(SchemaElement element) {
    return switch (element.getType()) {
      case INT32, FLOAT -> Integer.BYTES;
      case INT64, DOUBLE -> Long.BYTES;
      case INT96 -> 12;
      case FIXED_LEN_BYTE_ARRAY ->
          Limits.size("the length of a fixed value", element.getType_length(), Limits.PAGE_BYTES);
      case BOOLEAN, BYTE_ARRAY -> 0;
    };
  }

  private static RuntimeException misplaced(Encoding encoding, Type type) {
    return Problems.corrupt("a page of " + type + " values is encoded as " + encoding);
  }

  static void require(boolean enough) {
    if (!enough) {
      throw Problems.corrupt("a page ends before its values");
    }
  }
}
