package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.column.ColumnAppender;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builders of fields that have parts. */
final class FieldBuilders {
  private FieldBuilders() {}

  static final class Lists extends FieldBuilder {
    private final Offsets offsets = new Offsets();
    private final FieldBuilder elements;

    Lists(FieldBuilder elements) {
      this.elements = elements;
    }

    @Override
    public FieldBuilder elements() {
      return elements;
    }

    @Override
    public void endList() {
      offsets.end(count(), elements.count());
      end();
    }

    @Override
    void put(Object canonical) {
      if (canonical instanceof List<?> list) {
        for (Object element : list) {
          elements.add(element);
        }
      } else if (canonical instanceof double[] doubles) {
        ((NumberBuilder.Doubles) elements).addAll(doubles);
      } else if (canonical instanceof float[] floats) {
        ((NumberBuilder.Floats) elements).addAll(floats);
      } else if (canonical instanceof long[] longs) {
        ((NumberBuilder.Longs) elements).addAll(longs);
      } else {
        ((NumberBuilder.Ints) elements).addAll((int[]) canonical);
      }
      endList();
    }

    @Override
    void putNull() {
      offsets.end(count(), elements.count());
    }

    @Override
    long bytes() {
      return (long) count() * Integer.BYTES + elements.bytes();
    }

    @Override
    void clear() {
      super.clear();
      elements.clear();
    }

    @Override
    void addBuffersTo(EncodedBatch batch) {
      offsets.addTo(batch, count());
      elements.addTo(batch);
    }
  }

  /** A list of keys and a list of values, which {@code datasets} has, unlike maps. */
  static final class Maps extends FieldBuilder {
    private final Lists keys;
    private final Lists values;

    Maps(Lists keys, Lists values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    void put(Object canonical) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) canonical).entrySet()) {
        keys.elements().addString((String) entry.getKey());
        values.elements().add(entry.getValue());
      }
      endLists();
      end();
    }

    private void endLists() {
      keys.endList();
      values.endList();
    }

    @Override
    void putNull() {
      endLists();
    }

    @Override
    long bytes() {
      return keys.bytes() + values.bytes();
    }

    @Override
    void clear() {
      super.clear();
      keys.clear();
      values.clear();
    }

    @Override
    void addBuffersTo(EncodedBatch batch) {
      keys.addTo(batch);
      values.addTo(batch);
    }
  }

  static final class Structs extends FieldBuilder {
    private final List<FieldBuilder> fields;

    Structs(List<FieldBuilder> fields) {
      this.fields = fields;
    }

    @Override
    public FieldBuilder field(int index) {
      return fields.get(index);
    }

    @Override
    public void endStruct() {
      end();
    }

    @Override
    void put(Object canonical) {
      ColumnAppender.addRow((@Nullable Object[]) canonical, fields);
      end();
    }

    @Override
    void putNull() {
      for (FieldBuilder field : fields) {
        field.addNull();
      }
    }

    @Override
    long bytes() {
      long bytes = 0;
      for (FieldBuilder field : fields) {
        bytes += field.bytes();
      }
      return bytes;
    }

    @Override
    void clear() {
      super.clear();
      fields.forEach(FieldBuilder::clear);
    }

    @Override
    void addBuffersTo(EncodedBatch batch) {
      fields.forEach(field -> field.addTo(batch));
    }
  }
}
