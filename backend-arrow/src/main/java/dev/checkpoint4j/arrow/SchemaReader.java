package dev.checkpoint4j.arrow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.Timestamp;
import org.jspecify.annotations.Nullable;

/** Reads the schema of a stream; every count in it is checked before it is followed. */
final class SchemaReader {
  private static final long[] PER_SECOND = {1, 1_000, 1_000_000, 1_000_000_000};

  private int count;

  private SchemaReader() {}

  static ArrowSchema read(Schema schema) {
    if (schema.endianness() != Endianness.Little) {
      throw Problems.unreadable("the file is big-endian, which is not read");
    }
    SchemaReader reader = new SchemaReader();
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < counted(schema.fieldsLength()); i++) {
      Field field = reader.field(present(schema.fields(i)), 1);
      if (!names.add(field.name())) {
        throw Problems.corrupt("the schema names column \"" + field.name() + "\" twice");
      }
      fields.add(field);
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    for (int i = 0; i < counted(schema.customMetadataLength()); i++) {
      put(metadata, schema.customMetadata(i));
    }
    return new ArrowSchema(fields, metadata, reader.count);
  }

  private static int counted(int count) {
    return Limits.size("the number of columns", count, Limits.FIELDS);
  }

  private static void put(Map<String, String> metadata, @Nullable KeyValue entry) {
    if (entry != null && entry.key() != null && entry.value() != null) {
      metadata.put(entry.key(), entry.value());
    }
  }

  private Field field(org.apache.arrow.flatbuf.Field field, int depth) {
    Limits.size("the nesting of a column", depth, Limits.DEPTH);
    int index = count++;
    counted(count);
    String name = field.name() == null ? "" : field.name();
    ArrowType type = type(field);
    DictionaryEncoding encoding = field.dictionary();
    Field.Dictionary dictionary =
        encoding == null ? null : new Field.Dictionary(encoding.id(), indexType(encoding));
    // The fields of a dictionary are numbered in its own batches.
    int kept = count;
    count = dictionary == null ? count : 1;
    List<Field> children = new ArrayList<>();
    for (int i = 0; i < counted(field.childrenLength()); i++) {
      children.add(field(present(field.children(i)), depth + 1));
    }
    count = dictionary == null ? count : kept;
    requireChildren(type, children, name);
    Map<String, String> metadata = new LinkedHashMap<>();
    for (int i = 0; i < counted(field.customMetadataLength()); i++) {
      put(metadata, field.customMetadata(i));
    }
    return new Field(index, name, type, children, dictionary, metadata);
  }

  private static void requireChildren(ArrowType type, List<Field> children, String name) {
    int expected =
        switch (type.id()) {
          case LIST, LARGE_LIST, FIXED_SIZE_LIST, MAP -> 1;
          case STRUCT -> children.size();
          default -> 0;
        };
    boolean entries = type.id() != ArrowType.Id.MAP || isEntry(children);
    if (children.size() != expected || !entries) {
      throw Problems.corrupt(
          "column \"" + name + "\" has " + children.size() + " parts, which its type has not");
    }
  }

  private static boolean isEntry(List<Field> children) {
    return children.size() == 1
        && children.get(0).type().id() == ArrowType.Id.STRUCT
        && children.get(0).children().size() == 2;
  }

  private static ArrowType indexType(DictionaryEncoding encoding) {
    Int type = encoding.indexType();
    return type == null ? ArrowType.integer(Integer.SIZE, true) : integer(type);
  }

  private static ArrowType integer(Int type) {
    int bits = type.bitWidth();
    if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
      throw Problems.corrupt("the schema has an integer of " + bits + " bits");
    }
    return ArrowType.integer(bits, type.isSigned());
  }

  private static ArrowType type(org.apache.arrow.flatbuf.Field field) {
    ArrowType.Id[] ids = ArrowType.Id.values();
    int number = field.typeType();
    if (number <= 0 || number >= ids.length) {
      throw Problems.unreadable(
          "column \"" + field.name() + "\" has type " + number + ", which is not known");
    }
    ArrowType.Id id = ids[number];
    return switch (id) {
      case INT -> integer(part(field, new Int()));
      case FLOAT ->
          ArrowType.of(id, 16 << bounded(part(field, new FloatingPoint()).precision(), 2));
      case DECIMAL -> decimal(part(field, new Decimal()));
      case DATE ->
          part(field, new Date()).unit() == 0
              ? ArrowType.time(id, Integer.SIZE, 0, false)
              : ArrowType.time(id, Long.SIZE, 1_000, false);
      case TIME -> {
        Time time = part(field, new Time());
        int unit = bounded(time.unit(), 3);
        yield ArrowType.time(id, unit < 2 ? Integer.SIZE : Long.SIZE, PER_SECOND[unit], false);
      }
      case TIMESTAMP -> {
        Timestamp time = part(field, new Timestamp());
        String zone = time.timezone();
        boolean zoned = zone != null && !zone.isEmpty();
        yield ArrowType.time(id, Long.SIZE, PER_SECOND[bounded(time.unit(), 3)], zoned);
      }
      case DURATION -> {
        int unit = bounded(part(field, new Duration()).unit(), 3);
        yield ArrowType.time(id, Long.SIZE, PER_SECOND[unit], false);
      }
      case FIXED_SIZE_BINARY ->
          ArrowType.of(id, sized(part(field, new FixedSizeBinary()).byteWidth()));
      case FIXED_SIZE_LIST -> ArrowType.of(id, sized(part(field, new FixedSizeList()).listSize()));
      case INTERVAL, UNION, RUN_END_ENCODED, LIST_VIEW, LARGE_LIST_VIEW, NONE ->
          throw Problems.unreadable(
              "column \"" + field.name() + "\" has the Arrow type " + id + ", which is not read");
      default -> ArrowType.of(id);
    };
  }

  private static ArrowType decimal(Decimal type) {
    int bits = type.bitWidth();
    if ((bits != 32 && bits != 64 && bits != 128 && bits != 256)
        || Math.abs((long) type.scale()) > 1_000) {
      throw Problems.corrupt("the schema has a decimal of " + bits + " bits");
    }
    return new ArrowType(ArrowType.Id.DECIMAL, bits, type.scale(), 0, true);
  }

  private static int bounded(int value, int max) {
    if (value < 0 || value > max) {
      throw Problems.corrupt("the schema has a unit " + value + ", which is not known");
    }
    return value;
  }

  private static int sized(int size) {
    return Limits.size("the size of a fixed value", size, Limits.COPIED_BYTES);
  }

  private static <T extends com.google.flatbuffers.Table> T part(
      org.apache.arrow.flatbuf.Field field, T into) {
    if (field.type(into) == null) {
      throw Problems.corrupt("column \"" + field.name() + "\" has no type");
    }
    return into;
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw Problems.corrupt("the schema has a column that is not there");
    }
    return value;
  }
}
