package dev.checkpoint4j.spi;

import dev.checkpoint4j.schema.RecordSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A reader and a writer of one file format. A checkpoint is one file, or a directory: a main file
 * that is the switch from one version to the next, and parts beside it that it names. Naming, the
 * atomic commit, durability, locks, manifests, checks and cleanup come from {@link FileBackend}, in
 * front of which a format knows nothing but streams of bytes. Stateless but for its options;
 * thread-safe.
 */
public interface FileFormat {
  /** The format's name, such as {@code jsonl}. */
  String name();

  /**
   * The endings of its files, each with its dot, the one that is written first: {@code
   * [".jsonl.gz", ".jsonl", ".jsonl.zst"]}. When a checkpoint lies there under several with no
   * manifest to tell, the newest file counts.
   */
  List<String> endings();

  /**
   * The codec that files with this ending have; {@code none} without one, empty where the file
   * itself says.
   */
  String compression(String ending);

  /**
   * Whether a file of this name, in the directory of a format whose endings are places in one
   * ({@code ["/state.json"]}), is a part of the checkpoint: such files are removed when the version
   * that they belong to is. Parts of different contents must have different names, or the same
   * contents in every version; nothing is a part by default.
   */
  default boolean isPart(String fileName) {
    return false;
  }

  /**
   * The parts that a main file names, for checkpoints that have no manifest: files beside it. They
   * are checked before anything is opened.
   */
  default List<String> parts(StoredFile main) throws IOException {
    return List.of();
  }

  /** Whether files are read with {@link StoredFile#read}; by default they are read in order. */
  default boolean readsAtPositions() {
    return false;
  }

  /**
   * Whether a directory of part files, as Spark writes them ({@code
   * name.parquet/part-00000.parquet} and {@code _SUCCESS}), is read as one checkpoint; by default
   * it is not.
   */
  default boolean readsParts() {
    return false;
  }

  /**
   * What a file says of itself where there is no need to read its rows; empty by default.
   *
   * @param in one that {@link #reader} could read
   */
  default Optional<Described> describe(StoredFile in) throws IOException {
    return Optional.empty();
  }

  /**
   * What a file says of itself.
   *
   * @param rows the number of records
   * @param schema their columns
   * @param compression the codec's name
   */
  record Described(long rows, RecordSchema schema, String compression) {}

  /**
   * Begins a file.
   *
   * @param out takes the bytes; buffered, counted and digested by the store, which closes it
   * @param where begins each error message: {@code Cannot save checkpoint "clusters" to
   *     clusters.jsonl}
   */
  <T> FileWriter<T> writer(OutputStream out, RecordBinding<T> binding, String where)
      throws IOException;

  /**
   * Opens a file.
   *
   * @param in the bytes, each block checked before it is handed out; the reader closes it
   */
  <T> RecordSource<T> reader(StoredFile in, ReadPlan<T> plan) throws IOException;

  /**
   * Writes the records of one file. Used by one thread at a time.
   *
   * @param <T> the record type
   */
  interface FileWriter<T> extends AutoCloseable {
    /** Offers temporary files; called once, before the first record. */
    default void use(Scratch scratch) {}

    /** Offers the making of parts; called once, before the first record. */
    default void use(Parts parts) {}

    /** Adds records in their order. */
    void write(List<? extends T> records) throws IOException;

    /**
     * Adds all records of the file at once; nothing is written before or after. The list stays as
     * it is until {@link #finish}, so that a format may look at it twice.
     */
    default void writeAll(List<? extends T> records) throws IOException {
      write(records);
    }

    /** Writes what is left, all but closing the stream. */
    Written finish() throws IOException;

    /** Frees what the writer holds, threads and native memory too; the stream stays open. */
    @Override
    void close();
  }

  /**
   * What a finished file holds.
   *
   * @param rows the number of records
   * @param schema their columns
   * @param notes kept in the manifest for {@link StoredFile#notes}; empty for nothing
   */
  record Written(long rows, RecordSchema schema, String notes) {
    /** Without notes. */
    public Written(long rows, RecordSchema schema) {
      this(rows, schema, "");
    }
  }
}
