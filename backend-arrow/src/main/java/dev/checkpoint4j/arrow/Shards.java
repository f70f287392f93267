package dev.checkpoint4j.arrow;

import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.Parts;
import dev.checkpoint4j.spi.Workers;
import dev.checkpoint4j.spi.column.SchemaText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one checkpoint as they are written: Arrow streams up to a length, then what names
 * them. A file is called by the digest of its bytes, so that no two versions share a name unless
 * they share the bytes.
 */
final class Shards {
  private static final int DIGEST_CHARS = 16;

  private final Parts parts;
  private final Workers workers;
  private final HfOptions options;
  private final ArrowSchema schema;
  private final List<Done> done = new ArrayList<>();
  private Parts.@Nullable Part part;
  private @Nullable StreamWriter writer;
  private @Nullable OutputStream stream;
  private long shardRows;
  private long rows;

  /** A finished file. */
  private record Done(Parts.Part part, String sha256, long rows) {}

  Shards(Parts parts, RecordSchema columns, HfOptions options, Workers workers) {
    this.parts = parts;
    this.workers = workers;
    this.options = options;
    List<Field> fields = OwnSchema.of(columns.columns(), Map.of()).fields();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(ArrowSchema.HUGGINGFACE_KEY, Features.write(fields));
    metadata.put(ArrowSchema.SCHEMA_KEY, SchemaText.write(columns));
    this.schema = OwnSchema.of(columns.columns(), metadata);
  }

  List<Field> fields() {
    return schema.fields();
  }

  long rows() {
    return rows;
  }

  void write(EncodedBatch batch) throws IOException {
    StreamWriter to = writer();
    to.batch(batch);
    shardRows += batch.rows();
    if (to.written() >= options.maxShardBytes()) {
      endShard();
    }
  }

  private StreamWriter writer() throws IOException {
    StreamWriter known = writer;
    if (known == null) {
      Parts.Part begun = parts.begin(workers);
      OutputStream to =
          options.compression() == Compression.GZIP
              ? new GZIPOutputStream(begun.stream(), 1 << 16)
              : begun.stream();
      known = new StreamWriter(to);
      known.schema(schema);
      part = begun;
      stream = to;
      writer = known;
    }
    return known;
  }

  private void endShard() throws IOException {
    writer().end();
    if (stream instanceof GZIPOutputStream gzip) {
      gzip.finish();
    }
    Parts.Part finished = java.util.Objects.requireNonNull(part);
    done.add(new Done(finished, finished.finish(), shardRows));
    rows += shardRows;
    shardRows = 0;
    writer = null;
  }

  /** Ends the last file, or makes one without rows, and writes what names them. */
  void finish(OutputStream state) throws IOException {
    if (writer != null || done.isEmpty()) {
      endShard();
    }
    String ending = options.compression() == Compression.GZIP ? ".arrow.gz" : ".arrow";
    List<StateJson.Shard> shards = new ArrayList<>();
    MessageDigest all = sha256();
    for (int i = 0; i < done.size(); i++) {
      Done shard = done.get(i);
      String digest = shard.sha256().substring(0, DIGEST_CHARS);
      String name =
          String.format(Locale.ROOT, "data-%s-%05d-of-%05d%s", digest, i, done.size(), ending);
      shard.part().name(name);
      all.update(shard.sha256().getBytes(StandardCharsets.US_ASCII));
      shards.add(new StateJson.Shard(name, shard.part().bytes(), shard.rows(), shard.sha256()));
    }
    Parts.Part info = parts.begin(workers);
    info.stream().write(HfFormat.DATASET_INFO);
    info.finish();
    info.name(HfFormat.INFO_FILE);
    String compression = options.compression().name().toLowerCase(Locale.ROOT);
    state.write(StateJson.write(shards, rows, compression, HexFormat.of().formatHex(all.digest())));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
