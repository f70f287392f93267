package dev.checkpoint4j.parquet;

import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.format.CompressionCodec;

/** One Parquet file a checkpoint; {@code docs/format/parquet.md} describes it. */
final class ParquetFormat implements FileFormat {
  static final String NAME = "parquet";

  private static final String ENDING = ".parquet";

  private final ParquetOptions options;

  ParquetFormat(ParquetOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> endings() {
    return List.of(ENDING);
  }

  @Override
  public String compression(String ending) {
    return "";
  }

  @Override
  public boolean readsAtPositions() {
    return true;
  }

  @Override
  public boolean readsParts() {
    return true;
  }

  @Override
  public Optional<Described> describe(StoredFile in) throws IOException {
    Footer footer = FooterReader.read(new StoredBytes(in));
    return Optional.of(new Described(footer.rows(), footer.schema(), compression(footer)));
  }

  /** The codec of the first chunk: writers use one for a whole file. */
  private String compression(Footer footer) {
    boolean any = !footer.groups().isEmpty() && !footer.tree().leaves().isEmpty();
    CompressionCodec codec = any ? footer.chunk(0, 0).getCodec() : null;
    if (codec == null) {
      return options.compression().name().toLowerCase(Locale.ROOT);
    }
    return switch (codec) {
      case UNCOMPRESSED -> "none";
      case LZ4_RAW -> "lz4";
      default -> codec.name().toLowerCase(Locale.ROOT);
    };
  }

  @Override
  public <T> FileWriter<T> writer(OutputStream out, RecordBinding<T> binding, String where)
      throws IOException {
    return new ParquetWriter<>(out, binding, where, options);
  }

  @Override
  public <T> RecordSource<T> reader(StoredFile in, ReadPlan<T> plan) throws IOException {
    return ParquetSource.open(in, plan, options);
  }
}
