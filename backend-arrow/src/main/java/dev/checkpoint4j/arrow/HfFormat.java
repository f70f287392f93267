package dev.checkpoint4j.arrow;

import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One dataset directory a checkpoint; {@code docs/format/hf-dataset.md} describes it. */
final class HfFormat implements FileFormat {
  static final String NAME = "hf-dataset";
  static final String INFO_FILE = "dataset_info.json";

  /**
   * The same for every checkpoint: {@code datasets} takes the features from the files' own schemas,
   * so that there is nothing in it that could belong to another version than the files do.
   */
  static final byte[] DATASET_INFO =
      "{\n  \"citation\": \"\",\n  \"description\": \"\",\n  \"homepage\": \"\",\n  \"license\": \"\"\n}"
          .getBytes(StandardCharsets.UTF_8);

  private static final Logger LOG = LoggerFactory.getLogger(HfFormat.class);

  /** Whatever another tool calls its files; never a file that could be another checkpoint's. */
  private static final Pattern FOREIGN = Pattern.compile(".*\\.arrow(?:\\.gz)?");

  private static final Pattern DATA =
      Pattern.compile("data-(?:[0-9a-f]{16}-)?[0-9]{5,}-of-[0-9]{5,}\\.arrow(?:\\.gz)?");

  private final HfOptions options;

  HfFormat(HfOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> endings() {
    return List.of("/" + StateJson.FILE);
  }

  @Override
  public String compression(String ending) {
    return "";
  }

  @Override
  public boolean isPart(String fileName) {
    return fileName.equals(INFO_FILE) || DATA.matcher(fileName).matches();
  }

  @Override
  public List<String> parts(StoredFile main) throws IOException {
    try {
      List<String> parts =
          new ArrayList<>(StateJson.files(StateJson.parse(main.stream(), StateJson.FILE)));
      if (!parts.stream().allMatch(part -> FOREIGN.matcher(part).matches())) {
        throw Problems.corrupt("state.json names a file that is no .arrow file");
      }
      parts.add(INFO_FILE);
      return parts;
    } catch (RowProblem e) {
      throw e.at(main.where());
    }
  }

  @Override
  public Optional<Described> describe(StoredFile in) throws IOException {
    try {
      return Optional.of(Dataset.open(in).describe());
    } catch (RowProblem e) {
      throw e.at(in.where());
    }
  }

  @Override
  public <T> FileWriter<T> writer(OutputStream out, RecordBinding<T> binding, String where) {
    if (options.compression() == Compression.GZIP) {
      LOG.info(
          "{}: files compressed with gzip as a whole are read by this library as they are, by other"
              + " tools only after gunzip",
          where.replaceFirst("^Cannot save", "Saving"));
    }
    return new HfWriter<>(out, binding, where, options);
  }

  @Override
  public <T> RecordSource<T> reader(StoredFile in, ReadPlan<T> plan) throws IOException {
    try {
      return HfSource.open(in, plan, options);
    } catch (RowProblem e) {
      throw e.at(in.where());
    }
  }
}
