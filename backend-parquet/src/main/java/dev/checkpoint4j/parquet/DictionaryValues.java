package dev.checkpoint4j.parquet;

/** Values by their index in the chunk's dictionary. */
final class DictionaryValues extends PageValues {
  private final RleDecoder ids;
  private final LeafValues dictionary;
  private int[] buffer = {};

  DictionaryValues(RleDecoder ids, LeafValues dictionary) {
    this.ids = ids;
    this.dictionary = dictionary;
  }

  @Override
  void read(LeafValues to, int count) {
    if (count == 0) {
      return;
    }
    if (to.text && to.useDictionary(dictionary.strings)) {
      int first = to.add(count);
      ids.read(to.ids, first, count);
      requireIds(to.ids, first, count);
      return;
    }
    to.leaveDictionary();
    int first = to.add(count);
    if (buffer.length < count) {
      buffer = new int[count];
    }
    ids.read(buffer, 0, count);
    requireIds(buffer, 0, count);
    copy(to, first, count);
  }

  private void requireIds(int[] found, int from, int count) {
    int size = dictionary.size();
    for (int i = from; i < from + count; i++) {
      if (found[i] < 0 || found[i] >= size) {
        throw Problems.corrupt("a page names value " + found[i] + " of a dictionary of " + size);
      }
    }
  }

  private void copy(LeafValues to, int first, int count) {
    for (int i = 0; i < count; i++) {
      int id = buffer[i];
      switch (to.type) {
        case BOOLEAN -> to.booleans[first + i] = dictionary.booleans[id];
        case INT32 -> to.ints[first + i] = dictionary.ints[id];
        case INT64 -> to.longs[first + i] = dictionary.longs[id];
        case FLOAT -> to.floats[first + i] = dictionary.floats[id];
        case DOUBLE -> to.doubles[first + i] = dictionary.doubles[id];
        default -> {
          if (to.text) {
            to.strings[first + i] = dictionary.strings[id];
          } else {
            byte[] value = Shapes.present(dictionary.binaries[id]);
            to.setBytes(first + i, value, 0, value.length);
          }
        }
      }
    }
  }

  @Override
  void skip(int count) {
    if (count > 0) {
      ids.skip(count);
    }
  }
}
