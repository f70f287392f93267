package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.StoredFile;
import dev.checkpoint4j.spi.StoredPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A data file held open: its version stays readable when another one takes its place. */
final class OpenedFile implements StoredFile {
  private final CheckpointName name;
  private final String where;
  private final Path shown;
  private final String ending;
  private final long size;
  private final Instant modified;
  private final @Nullable Version version;
  private final InputStream file;
  private final @Nullable PositionedBytes positions;
  private List<MappedPart> parts = List.of();
  private boolean streamed;

  /**
   * Takes over the stream.
   *
   * @param version what the manifest says; null where there is none
   * @param positions the same file for reading at positions; null where the format does not
   */
  OpenedFile(
      CheckpointName name,
      String where,
      Path shown,
      String ending,
      long size,
      Instant modified,
      @Nullable Version version,
      InputStream file,
      @Nullable PositionedBytes positions) {
    this.name = name;
    this.where = where;
    this.shown = shown;
    this.ending = ending;
    this.size = size;
    this.modified = modified;
    this.version = version;
    this.file = file;
    this.positions = positions;
  }

  /** The same open file as a version that has the same content; closed with either. */
  OpenedFile as(Version same) {
    OpenedFile renamed =
        new OpenedFile(name, where, shown, ending, size, modified, same, file, positions);
    renamed.setParts(parts);
    return renamed;
  }

  /** Takes over the parts, which are closed with the file. */
  void setParts(List<MappedPart> opened) {
    parts = List.copyOf(opened);
  }

  @Override
  public List<StoredPart> parts() {
    return List.copyOf(parts);
  }

  @Override
  public String notes() {
    return version == null ? "" : version.notes();
  }

  /** The bytes of all files. */
  long allBytes() {
    return size + parts.stream().mapToLong(MappedPart::size).sum();
  }

  /** What the manifest says; null where there is none. */
  @Nullable Version version() {
    return version;
  }

  Instant modified() {
    return modified;
  }

  @Override
  public String where() {
    return where;
  }

  @Override
  public String ending() {
    return ending;
  }

  @Override
  public long size() {
    return size;
  }

  /** False for a foreign file even while a commit's manifest has its checksums. */
  @Override
  public boolean isVerified() {
    return version != null && version.verified();
  }

  @Override
  public long rows() {
    return version == null ? Version.ROWS_UNKNOWN : version.rows();
  }

  @Override
  public RecordSchema schema() {
    return version == null ? RecordSchema.EMPTY : version.schema();
  }

  /** The one stream: a second one could be of another version. */
  @Override
  public InputStream stream() {
    if (streamed) {
      throw new IllegalStateException("The file was streamed already");
    }
    streamed = true;
    return version == null
        ? new FillingInputStream(file)
        : new VerifiedInputStream(file, version.file().sums(), where, StoreContext.advice(name));
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    if (positions == null) {
      StoredFile.super.read(position, target, offset, length);
    } else {
      Sums sums = version == null ? null : version.file().sums();
      positions.read(sums, where, StoreContext.advice(name), position, target, offset, length);
    }
  }

  /** What the manifest and the file itself say. */
  CheckpointInfo info(FileFormat format) throws IOException {
    FileFormat.Described described =
        format
            .describe(this)
            .orElseGet(
                () -> new FileFormat.Described(rows(), schema(), format.compression(ending)));
    long rows = rows() < 0 ? described.rows() : rows();
    return new CheckpointInfo(
        name.value(),
        format.name(),
        places(),
        rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows),
        schema().columns().isEmpty() ? described.schema() : schema(),
        allBytes(),
        described.compression(),
        version == null ? modified : version.createdAt(),
        version == null ? 0 : version.number(),
        isVerified() && version != null
            ? Optional.of(version.file().sums().sha256())
            : Optional.empty(),
        version == null ? Optional.empty() : version.fingerprint().map(Fingerprint::hash),
        isVerified());
  }

  /** The main file, then the parts. */
  private List<String> places() {
    List<String> places = new ArrayList<>(List.of(shown.toString()));
    parts.forEach(part -> places.add(shown.resolveSibling(part.name()).toString()));
    return places;
  }

  @Override
  @SuppressWarnings("try") // both are closed whatever happens
  public void close() {
    try (PositionedBytes last = positions) {
      parts.forEach(MappedPart::close);
      file.close();
    } catch (IOException e) {
      throw new CheckpointIOException(where + ": " + Failures.reason(e), e);
    }
  }
}
