package dev.checkpoint4j.jsonl;

import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One UTF-8 JSON object a line; {@code docs/format/jsonl.md} has the bytes. */
final class JsonlFormat implements FileFormat {
  static final String NAME = "jsonl";

  private final JsonlOptions options;
  private final LineFactory json;

  JsonlFormat(JsonlOptions options) {
    this.options = options;
    this.json = new LineFactory(options.maxRecordBytes());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> endings() {
    return Arrays.stream(JsonlCompression.values())
        .sorted((a, b) -> Boolean.compare(b == options.compression(), a == options.compression()))
        .map(JsonlCompression::ending)
        .toList();
  }

  @Override
  public String compression(String ending) {
    for (JsonlCompression compression : JsonlCompression.values()) {
      if (compression.ending().equals(ending)) {
        return compression.name().toLowerCase(Locale.ROOT);
      }
    }
    throw new IllegalArgumentException("No ending of this format: " + ending);
  }

  @Override
  public <T> FileWriter<T> writer(OutputStream out, RecordBinding<T> binding, String where)
      throws IOException {
    return new JsonlWriter<>(out, binding.jsonWriter(), where, options, json);
  }

  @Override
  public <T> RecordSource<T> reader(StoredFile in, ReadPlan<T> plan) {
    return new JsonlSource<>(in, LinePlan.of(in, plan), options, json);
  }
}
