package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.column.ColumnVector;
import dev.checkpoint4j.spi.column.ListVector;
import dev.checkpoint4j.spi.column.MapVector;
import dev.checkpoint4j.spi.column.StringVector;
import dev.checkpoint4j.spi.column.StructVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes vectors of what the leaves of some rows hold. A value of a column, or an element of a list,
 * is an entry of each leaf below whose repetition level is at most that of the surrounding list and
 * whose definition level says that the surrounding element is there.
 */
final class Assembler {
  private final IntFunction<LeafBatch> leaves;

  /** Takes what was read of each leaf, by the leaf's number. */
  Assembler(IntFunction<LeafBatch> leaves) {
    this.leaves = leaves;
  }

  /** The vector of a top-level column. */
  ColumnVector assemble(Shape shape, int rows) {
    ColumnVector vector = assemble(shape, 0, 0);
    requireSize(vector, rows);
    return vector;
  }

  /**
   * The vector of the values inside an element.
   *
   * @param rep how many lists surround them
   * @param def the definition level at which the nearest of them has an element
   */
  private ColumnVector assemble(Shape shape, int rep, int def) {
    if (shape instanceof Shape.Leaf leaf) {
      return leaf(leaf, def);
    }
    if (shape instanceof Shape.Struct struct) {
      return struct(struct, rep, def);
    }
    if (shape instanceof Shape.Repeated list) {
      Runs runs = runs(list, rep, def, list.elementRep(), list.elementDef());
      ColumnVector elements = assemble(list.element(), list.elementRep(), list.elementDef());
      requireSize(elements, runs.offsets[runs.size]);
      return new ListVector(runs.size, runs.offsets, elements, runs.nulls);
    }
    Shape.Entries map = (Shape.Entries) shape;
    Runs runs = runs(map, rep, def, map.entryRep(), map.entryDef());
    ColumnVector keys = assemble(map.key(), map.entryRep(), map.entryDef());
    ColumnVector values = assemble(map.value(), map.entryRep(), map.entryDef());
    requireSize(keys, runs.offsets[runs.size]);
    requireSize(values, runs.offsets[runs.size]);
    if (keys.nulls() != null) {
      throw Problems.corrupt("a key of a map is null");
    }
    return new MapVector(runs.size, runs.offsets, (StringVector) keys, values, runs.nulls);
  }

  private ColumnVector leaf(Shape.Leaf shape, int def) {
    LeafBatch batch = leaves.apply(shape.first().leaf());
    int max = shape.first().maxDef();
    if (max == def || batch.isFull()) {
      int size = def == 0 ? batch.entries() : batch.values.size();
      return LeafVectors.of(shape, batch, size, null);
    }
    boolean[] nulls = new boolean[batch.entries()];
    int size = 0;
    int absent = 0;
    for (int i = 0; i < batch.entries(); i++) {
      if (batch.def(i) >= def) {
        boolean isNull = batch.def(i) < max;
        nulls[size++] = isNull;
        absent += isNull ? 1 : 0;
      }
    }
    if (absent == 0) {
      return LeafVectors.of(shape, batch, size, null);
    }
    batch.values.spread(nulls, size);
    return LeafVectors.of(shape, batch, size, nulls);
  }

  private ColumnVector struct(Shape.Struct struct, int rep, int def) {
    List<ColumnVector> fields = new ArrayList<>(struct.fields().size());
    for (Shape field : struct.fields()) {
      ColumnVector vector = assemble(field, rep, def);
      requireSize(vector, fields.isEmpty() ? vector.size() : fields.get(0).size());
      fields.add(vector);
    }
    int size = fields.get(0).size();
    return new StructVector(
        size, fields, struct.nullable() ? structNulls(struct, rep, def, size) : null);
  }

  private boolean @Nullable [] structNulls(Shape.Struct struct, int rep, int def, int size) {
    LeafBatch batch = leaves.apply(struct.first().leaf());
    boolean nested = struct.first().maxRep() > 0;
    boolean[] nulls = new boolean[size];
    boolean any = false;
    int at = 0;
    for (int i = 0; i < batch.entries(); i++) {
      if (batch.def(i) >= def && (!nested || batch.rep(i) <= rep)) {
        requireRoom(at, size);
        nulls[at] = batch.def(i) < struct.def();
        any |= nulls[at++];
      }
    }
    return any ? nulls : null;
  }

  /** Where lists begin, and which are null. */
  private static final class Runs {
    int size;
    int[] offsets = {};
    boolean @Nullable [] nulls;
  }

  private Runs runs(Shape shape, int rep, int def, int elementRep, int elementDef) {
    LeafBatch batch = leaves.apply(shape.first().leaf());
    if (rep == 0 && batch.isFull() && elementRep == shape.first().maxRep()) {
      return fullRuns(batch);
    }
    Runs runs = new Runs();
    int[] offsets = new int[batch.entries() + 1];
    boolean @Nullable [] nulls = null;
    int size = 0;
    int elements = 0;
    for (int i = 0; i < batch.entries(); i++) {
      int level = batch.def(i);
      if (level < def) {
        continue;
      }
      if (batch.rep(i) <= rep) {
        offsets[size] = elements;
        if (level < shape.def() && shape.nullable()) {
          nulls = nulls == null ? new boolean[batch.entries()] : nulls;
          nulls[size] = true;
        }
        size++;
      }
      if (level >= elementDef && batch.rep(i) <= elementRep) {
        elements++;
      }
    }
    offsets[size] = elements;
    runs.size = size;
    runs.offsets = size == batch.entries() ? offsets : Arrays.copyOf(offsets, size + 1);
    runs.nulls = nulls;
    return runs;
  }

  /** One list a row, and every entry is an element of one. */
  private static Runs fullRuns(LeafBatch batch) {
    int[] offsets = new int[16];
    int size = 0;
    for (int i = batch.nextRow(0); i < batch.entries(); i = batch.nextRow(i + 1)) {
      if (size + 1 == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * offsets.length);
      }
      offsets[size++] = i;
    }
    offsets[size] = batch.entries();
    Runs runs = new Runs();
    runs.size = size;
    runs.offsets = Arrays.copyOf(offsets, size + 1);
    return runs;
  }

  private static void requireRoom(int at, int size) {
    if (at >= size) {
      throw disagree();
    }
  }

  private static void requireSize(ColumnVector vector, int size) {
    if (vector.size() != size) {
      throw disagree();
    }
  }

  private static RuntimeException disagree() {
    return Problems.corrupt("the levels of its pages disagree about where values belong");
  }
}
