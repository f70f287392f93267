package dev.checkpoint4j.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;

/** The distinct values of a column chunk, where a small dictionary holds them all. */
final class Dictionaries {
  /** A larger one takes longer to look through than it saves. */
  private static final int MAX_BYTES = 256 << 10;

  private Dictionaries() {}

  /** The values as a filter sees them; null where no dictionary tells. */
  static @Nullable Iterable<Object> values(
      Footer footer, FileBytes file, Shape.Leaf leaf, int group) throws IOException {
    ColumnMetaData meta = footer.chunk(group, leaf.first().leaf());
    boolean readable =
        leaf.form() == LeafForm.TEXT
            || leaf.form() == LeafForm.INT32
            || leaf.form() == LeafForm.INT64;
    if (!readable || !isAll(meta)) {
      return null;
    }
    boolean text = leaf.form() == LeafForm.TEXT;
    HeapShare open = new HeapShare("the values of a dictionary", Limits.OPEN_BYTES);
    PageReader pages = new PageReader(file, meta, leaf.first(), text, MAX_BYTES, open);
    Decoding.of(leaf.first(), pages::peek);
    LeafValues dictionary = pages.dictionary();
    return dictionary == null ? null : list(leaf, dictionary);
  }

  private static List<Object> list(Shape.Leaf leaf, LeafValues dictionary) {
    List<Object> values = new ArrayList<>(dictionary.size());
    for (int i = 0; i < dictionary.size(); i++) {
      values.add(
          switch (leaf.form()) {
            case INT32 -> (Object) dictionary.ints[i];
            case INT64 -> (Object) dictionary.longs[i];
            default -> Shapes.present(dictionary.strings[i]);
          });
    }
    return values;
  }

  /** Whether every data page names its values by a dictionary that is small. */
  private static boolean isAll(ColumnMetaData meta) {
    long size = meta.getData_page_offset() - meta.getDictionary_page_offset();
    if (!meta.isSetDictionary_page_offset()
        || !meta.isSetEncoding_stats()
        || size <= 0
        || size > MAX_BYTES) {
      return false;
    }
    for (PageEncodingStats stats : meta.getEncoding_stats()) {
      boolean data =
          stats.getPage_type() == PageType.DATA_PAGE
              || stats.getPage_type() == PageType.DATA_PAGE_V2;
      boolean named =
          stats.getEncoding() == Encoding.RLE_DICTIONARY
              || stats.getEncoding() == Encoding.PLAIN_DICTIONARY;
      if (data && !named && stats.getCount() > 0) {
        return false;
      }
    }
    return true;
  }
}
