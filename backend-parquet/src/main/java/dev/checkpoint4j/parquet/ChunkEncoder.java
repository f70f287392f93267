package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.RowProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** Encodes one leaf of a row group as a column chunk. */
final class ChunkEncoder {
  /** Bytes of a page before compression: large enough to compress well, small enough to skip. */
  private static final int PAGE_BYTES = 1 << 20;

  private static final int PAGE_ROWS = 20_000;

  /** Buffers grow from here: there may be thousands of columns with a few bytes each. */
  private static final int FIRST_BYTES = 1 << 10;

  private final LeafColumn column;
  private final Node leaf;
  private final PageCodec codec;
  private final CompressionCodec codecName;
  private final EncodedValues values;
  private final Bytes out = new Bytes(FIRST_BYTES);
  private final Bytes page = new Bytes(FIRST_BYTES);
  private final Bytes compressed = new Bytes(FIRST_BYTES);
  private final List<PageLocation> locations = new ArrayList<>();
  private final List<ValueStatistics.@Nullable Range> ranges = new ArrayList<>();
  private final List<Long> nullCounts = new ArrayList<>();
  private final List<Boolean> nullPages = new ArrayList<>();
  private long uncompressed;

  private ChunkEncoder(LeafColumn column, PageCodec codec, CompressionCodec codecName)
      throws IOException {
    this.column = column;
    this.leaf = column.shape().first();
    this.codec = codec;
    this.codecName = codecName;
    this.values = EncodedValues.of(column, codec);
  }

  /** The chunk of a leaf. */
  static EncodedChunk encode(LeafColumn column, PageCodec codec, CompressionCodec codecName)
      throws IOException {
    try {
      return new ChunkEncoder(column, codec, codecName).encode();
    } catch (RowProblem e) {
      throw e.inside(column.shape().first().path());
    }
  }

  private EncodedChunk encode() throws IOException {
    Bytes dictionary = values.dictionary();
    if (dictionary != null) {
      PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, dictionary.size(), 0);
      header.setDictionary_page_header(
          new DictionaryPageHeader(values.dictionarySize(), Encoding.PLAIN));
      write(header, dictionary);
    }
    int dictionaryBytes = out.size();
    int entry = 0;
    int value = 0;
    long row = 0;
    while (entry < column.entries()) {
      Extent extent = extent(entry, value);
      writePage(entry, extent.entries, value, extent.values, row);
      entry = extent.entries;
      value = extent.values;
      row += extent.rows;
    }
    return new EncodedChunk(
        out,
        dictionaryBytes,
        meta(dictionaryBytes),
        values.bloom(),
        columnIndex(),
        new OffsetIndex(locations),
        column.outliers());
  }

  /** Where a page ends: the entry and the value after it, and how many rows it has. */
  private record Extent(int entries, int values, int rows) {}

  private Extent extent(int firstEntry, int firstValue) {
    byte[] defs = column.defs();
    byte[] reps = column.reps();
    long bits = 0;
    int rows = 0;
    int entry = firstEntry;
    int value = firstValue;
    while (entry < column.entries()) {
      boolean rowStarts = reps == null || reps[entry] == 0;
      if (rowStarts) {
        if (rows == PAGE_ROWS || bits >= (long) PAGE_BYTES * Byte.SIZE) {
          break;
        }
        rows++;
      }
      if (defs == null || (defs[entry] & 0xFF) == leaf.maxDef()) {
        bits += values.encoder().bits(value++);
      }
      entry++;
    }
    return new Extent(entry, value, rows);
  }

  private void writePage(int entryFrom, int entryTo, int valueFrom, int valueTo, long row)
      throws IOException {
    page.clear();
    if (column.reps() != null) {
      RleEncoder.levels(column.reps(), entryFrom, entryTo, leaf.maxRep(), page);
    }
    if (column.defs() != null) {
      RleEncoder.levels(column.defs(), entryFrom, entryTo, leaf.maxDef(), page);
    }
    values.encoder().encode(valueFrom, valueTo, page);
    Limits.written(page.size());
    PageHeader header = new PageHeader(PageType.DATA_PAGE, page.size(), 0);
    Encoding encoding = values.encoder().encoding();
    header.setData_page_header(
        new DataPageHeader(entryTo - entryFrom, encoding, Encoding.RLE, Encoding.RLE));
    int at = out.size();
    write(header, page);
    locations.add(new PageLocation(at, out.size() - at, row));
    ValueStatistics statistics = values.statistics();
    ranges.add(statistics == null ? null : statistics.range(valueFrom, valueTo));
    nullCounts.add((long) (entryTo - entryFrom - (valueTo - valueFrom)));
    nullPages.add(valueFrom == valueTo);
  }

  private void write(PageHeader header, Bytes body) throws IOException {
    compressed.clear();
    codec.compress(body.array(), 0, body.size(), compressed);
    header.setCompressed_page_size(compressed.size());
    CRC32 crc = new CRC32();
    crc.update(compressed.array(), 0, compressed.size());
    header.setCrc((int) crc.getValue());
    int at = out.size();
    Thrift.write(header, out);
    uncompressed += out.size() - at + body.size();
    out.put(compressed);
  }

  private ColumnMetaData meta(int dictionaryBytes) {
    Encoding encoding = values.encoder().encoding();
    boolean dictionary = dictionaryBytes > 0;
    ColumnMetaData meta =
        new ColumnMetaData(
            leaf.element().getType(),
            dictionary
                ? List.of(Encoding.PLAIN, Encoding.RLE, encoding)
                : List.of(Encoding.RLE, encoding),
            List.of(),
            codecName,
            column.entries(),
            uncompressed,
            out.size(),
            dictionaryBytes);
    List<PageEncodingStats> stats = new ArrayList<>();
    if (dictionary) {
      meta.setDictionary_page_offset(0);
      stats.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
    }
    stats.add(new PageEncodingStats(PageType.DATA_PAGE, encoding, locations.size()));
    meta.setEncoding_stats(stats);
    meta.setStatistics(statistics());
    return meta;
  }

  private Statistics statistics() {
    Statistics statistics = new Statistics();
    statistics.setNull_count(column.entries() - column.count());
    ValueStatistics order = values.statistics();
    if (order == null || !isIndexed()) {
      return statistics;
    }
    byte[] min = null;
    byte[] max = null;
    boolean exact = true;
    for (ValueStatistics.Range range : ranges) {
      if (range != null) {
        min = min == null || order.compare(range.min(), min) < 0 ? range.min() : min;
        max = max == null || order.compare(range.max(), max) > 0 ? range.max() : max;
        exact &= range.exact();
      }
    }
    if (min != null && max != null) {
      statistics.setMin_value(min);
      statistics.setMax_value(max);
      statistics.setIs_min_value_exact(exact);
      statistics.setIs_max_value_exact(exact);
    }
    return statistics;
  }

  /** Whether every page has a range, but for those of nothing but nulls. */
  private boolean isIndexed() {
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i) == null && !nullPages.get(i)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable ColumnIndex columnIndex() {
    if (!isIndexed() || ranges.isEmpty()) {
      return null;
    }
    ByteBuffer none = ByteBuffer.wrap(new byte[0]);
    List<ByteBuffer> mins = new ArrayList<>();
    List<ByteBuffer> maxs = new ArrayList<>();
    for (ValueStatistics.Range range : ranges) {
      mins.add(range == null ? none : ByteBuffer.wrap(range.min()));
      maxs.add(range == null ? none : ByteBuffer.wrap(range.max()));
    }
    ColumnIndex index = new ColumnIndex(nullPages, mins, maxs, order());
    index.setNull_counts(nullCounts);
    return index;
  }

  private BoundaryOrder order() {
    ValueStatistics order = values.statistics();
    boolean ascending = order != null;
    boolean descending = order != null;
    ValueStatistics.Range last = null;
    for (ValueStatistics.Range range : ranges) {
      if (order != null && range != null && last != null) {
        int mins = order.compare(last.min(), range.min());
        int maxs = order.compare(last.max(), range.max());
        ascending &= mins <= 0 && maxs <= 0;
        descending &= mins >= 0 && maxs >= 0;
      }
      last = range == null ? last : range;
    }
    if (ascending) {
      return BoundaryOrder.ASCENDING;
    }
    return descending ? BoundaryOrder.DESCENDING : BoundaryOrder.UNORDERED;
  }
}
