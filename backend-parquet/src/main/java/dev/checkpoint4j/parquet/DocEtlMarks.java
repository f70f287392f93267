package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.ListVector;
import dev.checkpoint4j.spi.column.StringVector;
import dev.checkpoint4j.spi.column.StructVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the marks that DocETL writes for what pandas cannot keep: the text {@code __null__} for a
 * null, the list {@code ["__empty_list__"]} for an empty one, and a field {@code __empty_dict__} in
 * an empty dictionary, which is never read. Only files that pandas wrote are looked at, never those
 * of this library.
 */
final class DocEtlMarks {
  static final String EMPTY_DICT = "__empty_dict__";

  private static final String NULL = "__null__";
  private static final String EMPTY_LIST = "__empty_list__";

  private DocEtlMarks() {}

  static ColumnVector undo(ColumnVector vector) {
    if (vector instanceof StringVector strings) {
      return strings(strings);
    }
    if (vector instanceof ListVector list) {
      return list(list);
    }
    if (vector instanceof StructVector struct) {
      List<ColumnVector> fields = struct.fields().stream().map(DocEtlMarks::undo).toList();
      return new StructVector(struct.size(), fields, struct.nulls());
    }
    return vector;
  }

  private static ColumnVector strings(StringVector vector) {
    boolean[] nulls = null;
    for (int i = 0; i < vector.size(); i++) {
      if (NULL.equals(vector.get(i))) {
        nulls = nulls == null ? nulls(vector) : nulls;
        nulls[i] = true;
      }
    }
    return nulls == null
        ? vector
        : new StringVector(vector.size(), vector.strings(), vector.ids(), nulls);
  }

  private static boolean[] nulls(ColumnVector vector) {
    boolean @Nullable [] known = vector.nulls();
    return known == null ? new boolean[vector.size()] : Arrays.copyOf(known, vector.size());
  }

  private static ColumnVector list(ListVector vector) {
    int[] offsets = vector.offsets();
    if (!(vector.elements() instanceof StringVector strings) || !hasMark(strings)) {
      return new ListVector(vector.size(), offsets, undo(vector.elements()), vector.nulls());
    }
    @Nullable String[] kept = new @Nullable String[strings.size()];
    int[] keptOffsets = new int[vector.size() + 1];
    int size = 0;
    for (int i = 0; i < vector.size(); i++) {
      boolean empty =
          offsets[i + 1] - offsets[i] == 1 && EMPTY_LIST.equals(strings.get(offsets[i]));
      for (int k = offsets[i]; k < offsets[i + 1] && !empty; k++) {
        kept[size++] = strings.get(k);
      }
      keptOffsets[i + 1] = size;
    }
    boolean[] nulls = new boolean[size];
    for (int i = 0; i < size; i++) {
      nulls[i] = kept[i] == null;
    }
    ColumnVector elements = undo(new StringVector(size, kept, null, nulls));
    return new ListVector(vector.size(), keptOffsets, elements, vector.nulls());
  }

  private static boolean hasMark(StringVector strings) {
    for (int i = 0; i < strings.size(); i++) {
      if (EMPTY_LIST.equals(strings.get(i))) {
        return true;
      }
    }
    return false;
  }
}
