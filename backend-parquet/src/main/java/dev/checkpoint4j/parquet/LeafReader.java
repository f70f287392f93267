package dev.checkpoint4j.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one leaf in one row group, from the first to the last. Used by one thread at a time.
 */
final class LeafReader {
  private final Node leaf;
  private final boolean text;
  private final PageReader pages;
  private final List<Outliers.Outlier> outliers;
  private long entriesLeft;
  private long valuesPassed;
  private int nextOutlier;
  private @Nullable Page page;

  LeafReader(
      FileBytes file,
      ColumnMetaData meta,
      Shape.Leaf shape,
      List<Outliers.Outlier> outliers,
      int window,
      HeapShare open) {
    this.outliers = outliers;
    this.leaf = shape.first();
    this.text = shape.form() == LeafForm.TEXT || shape.form() == LeafForm.DECIMAL_TEXT;
    this.pages = new PageReader(file, meta, leaf, text, window, open);
    this.entriesLeft = meta.getNum_values();
  }

  /** Where values for {@link #read} go. */
  LeafBatch batch() {
    return new LeafBatch(leaf, new LeafValues(leaf.element().getType(), text));
  }

  /** Appends so many rows. */
  void read(int rows, LeafBatch to) throws IOException {
    advance(rows, to);
  }

  /** Passes over so many rows; pages that hold no others are not even decompressed. */
  void skip(int rows) throws IOException {
    advance(rows, null);
  }

  private void advance(int rows, @Nullable LeafBatch to) throws IOException {
    if (leaf.maxRep() == 0) {
      flat(rows, to);
    } else if (rows > 0) {
      nested(rows, to);
    }
  }

  private void flat(int rows, @Nullable LeafBatch to) throws IOException {
    int left = rows;
    while (left > 0) {
      if (to == null && outliers.isEmpty() && isPageDone() && pages.peek() <= left) {
        int passed = pages.peek();
        count(passed);
        pages.pass();
        left -= passed;
      } else {
        Page current = current();
        int n = Math.min(left, current.entries - current.next);
        take(current, n, to);
        left -= n;
      }
    }
  }

  private void nested(int rows, @Nullable LeafBatch to) throws IOException {
    int left = rows;
    while (!isPageDone() || entriesLeft > 0) {
      Page current = current();
      int i = LeafBatch.nextRow(current.reps, current.next, current.entries);
      while (i < current.entries && left-- > 0) {
        i = LeafBatch.nextRow(current.reps, i + 1, current.entries);
      }
      boolean done = i < current.entries;
      take(current, i - current.next, to);
      if (done) {
        return;
      }
    }
    if (left > 0) {
      throw Problems.corrupt("a column chunk has fewer rows than its row group");
    }
  }

  private boolean isPageDone() {
    return page == null || page.next == page.entries;
  }

  private Page current() throws IOException {
    Page current = page;
    while (current == null || current.next == current.entries) {
      count(pages.peek());
      boolean first = current == null;
      current = pages.read();
      page = current;
      if (first && leaf.maxRep() > 0 && current.entries > 0 && current.reps[0] != 0) {
        throw Problems.corrupt("a column chunk begins in the middle of a row");
      }
    }
    return current;
  }

  private void count(int entries) {
    entriesLeft -= entries;
    if (entriesLeft < 0 || (entries == 0 && entriesLeft == 0)) {
      throw Problems.corrupt("the pages of a column chunk do not add up to its values");
    }
  }

  private void take(Page from, int entries, @Nullable LeafBatch to) {
    int present = present(from, entries);
    if (to == null) {
      from.values.skip(present);
    } else {
      to.append(from, entries);
      int first = to.values.size();
      from.values.read(to.values, present);
      noteOutliers(to, first, present);
    }
    valuesPassed += present;
    from.next += entries;
  }

  private void noteOutliers(LeafBatch to, int first, int present) {
    while (nextOutlier < outliers.size()
        && outliers.get(nextOutlier).index() < valuesPassed + present) {
      Outliers.Outlier outlier = outliers.get(nextOutlier++);
      if (outlier.index() >= valuesPassed) {
        to.outliers.put(first + (int) (outlier.index() - valuesPassed), outlier);
      }
    }
  }

  private int present(Page from, int entries) {
    int max = leaf.maxDef();
    if (from.isFull) {
      return entries;
    }
    int present = 0;
    for (int i = from.next; i < from.next + entries; i++) {
      present += (from.defs[i] & 0xFF) == max ? 1 : 0;
    }
    return present;
  }
}
