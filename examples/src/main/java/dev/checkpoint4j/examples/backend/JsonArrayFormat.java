package dev.checkpoint4j.examples.backend;

import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

// docs:begin format
/** One JSON array a checkpoint, one record an element. */
final class JsonArrayFormat implements FileFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public List<String> endings() {
    return List.of(".json");
  }

  @Override
  public String compression(String ending) {
    return "none";
  }

  @Override
  public <T> FileWriter<T> writer(OutputStream out, RecordBinding<T> binding, String where)
      throws IOException {
    return new JsonArrayWriter<>(out, binding.jsonWriter(), where);
  }

  @Override
  public <T> RecordSource<T> reader(StoredFile in, ReadPlan<T> plan) throws IOException {
    return new JsonArrayReader<>(in, plan);
  }
}

// docs:end format
