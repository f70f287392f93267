package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file in memory, with what the store adds to one. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MemoryFile(byte[] bytes, String ending, long rows, RecordSchema schema)
    implements StoredFile {
  static final String SAVING = "Cannot save checkpoint \"notes\" to notes.jsonl";
  static final String LOADING = "Cannot load checkpoint \"notes\" from notes.jsonl";

  /** A file that another tool wrote. */
  static MemoryFile foreign(String text) {
    return foreign(text.getBytes(StandardCharsets.UTF_8));
  }

  static MemoryFile foreign(byte[] bytes) {
    return new MemoryFile(bytes, ".jsonl", -1, RecordSchema.EMPTY);
  }

  static <T> MemoryFile write(JsonlOptions options, RecordBinding<T> binding, List<T> records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonlFormat format = new JsonlFormat(options);
    try (FileFormat.FileWriter<T> writer = format.writer(out, binding, SAVING)) {
      writer.write(records);
      FileFormat.Written written = writer.finish();
      return new MemoryFile(
          out.toByteArray(), format.endings().get(0), written.rows(), written.schema());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> List<T> readAll(JsonlOptions options, ReadPlan<T> plan) {
    try (RecordSource<T> source = open(options, plan)) {
      return source.readAll();
    }
  }

  <T> RecordSource<T> open(JsonlOptions options, ReadPlan<T> plan) {
    return new JsonlFormat(options).reader(this, plan);
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String where() {
    return LOADING;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public boolean isVerified() {
    return rows >= 0;
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public void close() {}
}
