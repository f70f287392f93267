package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The JSON files of DocETL: one array of objects each. They are read and never written. */
final class JsonArrayFormat implements FileFormat {
  static final String NAME = "docetl-json";

  @Override
  public String name() {
    return NAME;
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
  public <T> FileWriter<T> writer(OutputStream out, RecordBinding<T> binding, String where) {
    throw new CheckpointIOException(where + ": " + MixedBackend.READ_ONLY);
  }

  @Override
  public <T> RecordSource<T> reader(StoredFile in, ReadPlan<T> plan) throws IOException {
    return new JsonArraySource<>(in, plan);
  }
}
