package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.column.CanonicalReader;
import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.StringVector;
import dev.checkpoint4j.spi.column.VectorBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads values that are numbers of something else: of a dictionary, or of a label. */
final class Coded {
  private Coded() {}

  private static long[] codes(Batch batch, Field field, ArrowType type, Ranges at) {
    if (type.size() == Long.SIZE) {
      return Numbers.longs(batch, field, at);
    }
    int[] narrow = Numbers.ints(batch, field, type, at);
    long[] codes = new long[narrow.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = narrow[i];
    }
    return codes;
  }

  /** A dictionary-encoded field. */
  static ColumnReader dictionary(Field field, Field.Dictionary encoding) {
    return (batch, at) -> {
      Dictionary dictionary = batch.dictionary(encoding.id());
      long[] codes = codes(batch, field, encoding.indexType(), at);
      boolean @Nullable [] nulls = batch.nulls(field, at);
      for (int i = 0; i < codes.length; i++) {
        boolean isNull = nulls != null && nulls[i];
        if (!isNull && (codes[i] < 0 || codes[i] >= dictionary.values().size())) {
          throw Problems.corrupt(
              "column \"" + field.name() + "\" refers to what its dictionary has not");
        }
      }
      return dictionary.values() instanceof StringVector texts
          ? texts(texts, codes, nulls)
          : values(dictionary, codes, nulls);
    };
  }

  private static ColumnVector texts(StringVector values, long[] codes, boolean @Nullable [] nulls) {
    int[] ids = new int[codes.length];
    boolean[] all = new boolean[codes.length];
    for (int i = 0; i < codes.length; i++) {
      all[i] = (nulls != null && nulls[i]) || values.isNull((int) codes[i]);
      ids[i] = all[i] ? 0 : (int) codes[i];
    }
    @Nullable String[] strings = values.size() == 0 ? new @Nullable String[1] : values.strings();
    return new StringVector(codes.length, strings, ids, all);
  }

  private static ColumnVector values(
      Dictionary dictionary, long[] codes, boolean @Nullable [] nulls) {
    CanonicalReader reader = CanonicalReader.of(dictionary.type());
    VectorBuilder built = VectorBuilder.of(dictionary.type());
    for (int i = 0; i < codes.length; i++) {
      built.add(
          nulls != null && nulls[i] ? null : reader.read(dictionary.values(), (int) codes[i]));
    }
    return built.build();
  }

  /** The names of labels; -1 is none. */
  static ColumnReader labels(Field field, List<String> names) {
    @Nullable String[] strings =
        names.isEmpty() ? new @Nullable String[1] : names.toArray(new String[0]);
    return (batch, at) -> {
      int count = at.size();
      long[] codes = codes(batch, field, field.type(), at);
      boolean @Nullable [] nulls = batch.nulls(field, at);
      int[] ids = new int[count];
      boolean[] all = new boolean[count];
      for (int i = 0; i < count; i++) {
        all[i] = codes[i] == -1 || (nulls != null && nulls[i]);
        if (!all[i] && (codes[i] < 0 || codes[i] >= names.size())) {
          throw Problems.unreadable(
              "column \""
                  + field.name()
                  + "\": label "
                  + codes[i]
                  + " of "
                  + names.size()
                  + " is not named");
        }
        ids[i] = all[i] ? 0 : (int) codes[i];
      }
      return new StringVector(count, strings, ids, all);
    };
  }
}
