package dev.checkpoint4j.parquet;

import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** The pages of one column chunk, one after the other. Used by one thread at a time. */
final class PageReader {
  /** An object for each string of a dictionary, and the reference to it. */
  private static final int STRING_BYTES = 28;

  private final Node leaf;
  private final boolean text;
  private final ChunkBytes chunk;
  private final PageCodec codec;
  private @Nullable LeafValues dictionary;
  private @Nullable PageHeader header;
  private final HeapShare open;
  private byte[] buffer = {};
  private int levelBytes;

  PageReader(
      FileBytes file, ColumnMetaData meta, Node leaf, boolean text, int window, HeapShare open) {
    this.open = open;
    this.leaf = leaf;
    this.text = text;
    this.codec = PageCodecs.reading(meta.getCodec());
    long start = meta.getData_page_offset();
    if (meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0) {
      start = Math.min(start, meta.getDictionary_page_offset());
    }
    this.chunk = new ChunkBytes(file, start, meta.getTotal_compressed_size(), window);
  }

  /** The entries of the next data page, which {@link #read} or {@link #pass} then takes. */
  int peek() throws IOException {
    while (header == null) {
      if (chunk.isAtEnd()) {
        throw Problems.corrupt("a column chunk ends before its last page");
      }
      PageHeader next = chunk.header();
      if (next.getType() == PageType.DICTIONARY_PAGE) {
        readDictionary(next);
      } else if (next.getType() == PageType.DATA_PAGE || next.getType() == PageType.DATA_PAGE_V2) {
        header = next;
      } else {
        chunk.skip(compressedSize(next));
      }
    }
    PageHeader found = header;
    boolean second = found.getType() == PageType.DATA_PAGE_V2;
    if (second ? !found.isSetData_page_header_v2() : !found.isSetData_page_header()) {
      throw Problems.corrupt("the header of a page says nothing about its data");
    }
    return Limits.size(
        "the number of values of a page",
        second
            ? found.getData_page_header_v2().getNum_values()
            : found.getData_page_header().getNum_values(),
        Limits.PAGE_VALUES);
  }

  /** The dictionary, if there was one before the first data page. */
  @Nullable LeafValues dictionary() {
    return dictionary;
  }

  /** Passes over the page without decompressing it. */
  void pass() throws IOException {
    peek();
    chunk.skip(compressedSize(Shapes.present(header)));
    header = null;
  }

  Page read() throws IOException {
    int entries = peek();
    PageHeader found = Shapes.present(header);
    header = null;
    return found.getType() == PageType.DATA_PAGE_V2
        ? second(found, entries, found.getData_page_header_v2())
        : first(found, entries, found.getData_page_header());
  }

  private void readDictionary(PageHeader found) throws IOException {
    DictionaryPageHeader about = found.getDictionary_page_header();
    if (about == null || dictionary != null) {
      throw Problems.corrupt("a dictionary page is damaged, or there are two");
    }
    Encoding encoding = about.getEncoding();
    if (encoding != Encoding.PLAIN && encoding != Encoding.PLAIN_DICTIONARY) {
      throw Problems.corrupt("a dictionary is encoded as " + encoding);
    }
    int count = Limits.size("the size of a dictionary", about.getNum_values(), Limits.PAGE_VALUES);
    int size = decompress(found, 0);
    open.add(leaf.element().getType() == Type.BYTE_ARRAY ? (long) count * STRING_BYTES : 0);
    LeafValues values = new LeafValues(leaf.element().getType(), text);
    PageValues.of(Encoding.PLAIN, leaf.element(), buffer, 0, size, null).read(values, count);
    dictionary = values;
    // The dictionary now takes about what its page did.
    buffer = new byte[0];
  }

  private Page first(PageHeader found, int entries, DataPageHeader about) throws IOException {
    int end = decompress(found, 0);
    holdLevels(entries);
    int at = 0;
    int repsFrom = at + Integer.BYTES;
    if (leaf.maxRep() > 0) {
      requireRuns(about.getRepetition_level_encoding());
      at = levelsEnd(at, end);
    }
    int repsTo = at;
    int defsFrom = at + Integer.BYTES;
    if (leaf.maxDef() > 0) {
      requireRuns(about.getDefinition_level_encoding());
      at = levelsEnd(at, end);
    }
    Page.Levels reps = Page.Levels.read(buffer, repsFrom, repsTo, entries, leaf.maxRep());
    Page.Levels defs = Page.Levels.read(buffer, defsFrom, at, entries, leaf.maxDef());
    return page(entries, defs, reps, about.getEncoding(), at, end);
  }

  private int levelsEnd(int at, int end) {
    PageValues.require(end - at >= Integer.BYTES);
    int length = (int) Bytes.INT.get(buffer, at);
    PageValues.require(length >= 0 && length <= end - at - Integer.BYTES);
    return at + Integer.BYTES + length;
  }

  private static void requireRuns(@Nullable Encoding encoding) {
    if (encoding != Encoding.RLE) {
      throw Problems.unreadable("its levels are encoded as " + encoding + ", which is not read");
    }
  }

  private Page second(PageHeader found, int entries, DataPageHeaderV2 about) throws IOException {
    int repLength = about.getRepetition_levels_byte_length();
    int defLength = about.getDefinition_levels_byte_length();
    int compressed = compressedSize(found);
    if (repLength < 0 || defLength < 0 || compressed - repLength < defLength) {
      throw Problems.corrupt("the levels of a page are longer than the page");
    }
    int end =
        !about.isSetIs_compressed() || about.isIs_compressed()
            ? decompress(found, repLength + defLength)
            : plain(found);
    holdLevels(entries);
    int defsTo = repLength + defLength;
    Page.Levels reps = Page.Levels.read(buffer, 0, repLength, entries, leaf.maxRep());
    Page.Levels defs = Page.Levels.read(buffer, repLength, defsTo, entries, leaf.maxDef());
    return page(entries, defs, reps, about.getEncoding(), defsTo, end);
  }

  private Page page(
      int entries,
      Page.Levels defs,
      Page.Levels reps,
      @Nullable Encoding encoding,
      int from,
      int end) {
    PageValues values = PageValues.of(encoding, leaf.element(), buffer, from, end, dictionary);
    return new Page(entries, defs, reps, values);
  }

  private static int compressedSize(PageHeader found) {
    return Limits.size(
        "the compressed size of a page", found.getCompressed_page_size(), Limits.PAGE_BYTES);
  }

  /**
   * Puts the page's bytes into the buffer, of which the first so many are not compressed; returns
   * where they end.
   */
  private int decompress(PageHeader found, int plain) throws IOException {
    int compressed = compressedSize(found);
    int size =
        Limits.size("the size of a page", found.getUncompressed_page_size(), Limits.PAGE_BYTES);
    if (size < plain) {
      throw Problems.corrupt("the levels of a page are longer than the page");
    }
    int at = checked(found, compressed);
    reserve(size);
    System.arraycopy(chunk.array(), at, buffer, 0, plain);
    try {
      codec.decompress(chunk.array(), at + plain, compressed - plain, buffer, plain, size - plain);
    } catch (IOException e) {
      throw Problems.corrupt("a page cannot be decompressed: " + e.getMessage(), e);
    }
    return size;
  }

  private int plain(PageHeader found) throws IOException {
    int compressed = compressedSize(found);
    int at = checked(found, compressed);
    reserve(compressed);
    System.arraycopy(chunk.array(), at, buffer, 0, compressed);
    return compressed;
  }

  private void holdLevels(int entries) {
    int needed = leaf.maxDef() == 0 ? 0 : leaf.maxRep() == 0 ? entries : 2 * entries;
    open.add((long) needed - levelBytes);
    levelBytes = needed;
  }

  private void reserve(int size) {
    if (buffer.length < size) {
      open.add((long) size - buffer.length);
      buffer = new byte[size];
    }
  }

  private int checked(PageHeader found, int length) throws IOException {
    int at = chunk.take(length);
    if (found.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(chunk.array(), at, length);
      if ((int) crc.getValue() != found.getCrc()) {
        throw Problems.corrupt(
            "the bytes of the page that ends at " + chunk.position() + " do not match their CRC");
      }
    }
    return at;
  }
}
