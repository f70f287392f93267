package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.FileFormat;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.StoredFile;
import dev.checkpoint4j.spi.StoredPart;
import dev.checkpoint4j.spi.column.SchemaText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An opened directory: its JSON files read, its Arrow files mapped. */
final class Dataset {
  private final StoredFile file;
  private final List<StoredPart> shards;
  private final JsonNode info;

  /** Rows that this library says it wrote; -1 if it does not. */
  private final long rowsSaid;

  private Dataset(StoredFile file, List<StoredPart> shards, JsonNode info, long rowsSaid) {
    this.file = file;
    this.shards = shards;
    this.info = info;
    this.rowsSaid = rowsSaid;
  }

  static Dataset open(StoredFile in) throws IOException {
    JsonNode state = StateJson.parse(in.stream(), StateJson.FILE);
    List<StoredPart> shards = new ArrayList<>();
    JsonNode info = MissingNode.getInstance();
    for (String name : StateJson.files(state)) {
      shards.add(part(in, name));
    }
    if (StateJson.rows(state) < 0) {
      info = StateJson.parse(part(in, HfFormat.INFO_FILE).stream(), HfFormat.INFO_FILE);
    }
    return new Dataset(in, shards, info, StateJson.rows(state));
  }

  private static StoredPart part(StoredFile in, String name) {
    return in.parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Problems.corrupt("its file " + name + " is not there"));
  }

  List<StoredPart> shards() {
    return shards;
  }

  /** How many rows must come out; -1 if nothing says so. */
  long rows() {
    return file.rows() >= 0 ? file.rows() : rowsSaid;
  }

  /**
   * What the columns of a file are to a reader.
   *
   * @param plans one a column
   */
  record Columns(RecordSchema schema, List<Plan> plans) {}

  Columns columns(ArrowSchema schema, RecordBinding<?> binding) {
    RecordSchema own = file.schema();
    if (!own.columns().isEmpty() && OwnSchema.matches(schema.fields(), own.columns())) {
      return new Columns(own, OwnSchema.plans(schema.fields(), own.columns()));
    }
    RecordSchema said = said(schema);
    if (said != null && OwnSchema.matches(schema.fields(), said.columns())) {
      return new Columns(said, OwnSchema.plans(schema.fields(), said.columns()));
    }
    List<Plan> plans = ForeignSchema.plans(schema, Features.of(info, schema), binding);
    List<Column> columns = plans.stream().map(Plan::column).toList();
    return new Columns(new RecordSchema(columns, Map.of()), plans);
  }

  /** What the file says of its columns itself; null if it is none of ours. */
  private static @Nullable RecordSchema said(ArrowSchema schema) {
    String text = schema.metadata().get(ArrowSchema.SCHEMA_KEY);
    try {
      return text == null ? null : SchemaText.read(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  FileFormat.Described describe() throws IOException {
    long rows = rows();
    long counted = 0;
    String compression = "none";
    RecordSchema schema = RecordSchema.EMPTY;
    for (StoredPart shard : shards) {
      try (BatchCursor cursor = BatchCursor.open(shard)) {
        if (schema.columns().isEmpty()) {
          schema =
              columns(cursor.schema(), RecordBinding.of(dev.checkpoint4j.TypeRef.mapRow()))
                  .schema();
        }
        Batch batch = cursor.next();
        compression = cursor.isGzip() ? "gzip" : batch == null ? compression : batch.compression();
        if (rows >= 0) {
          break;
        }
        for (; batch != null; batch = cursor.next()) {
          counted += batch.rows();
        }
      }
    }
    return new FileFormat.Described(rows >= 0 ? rows : counted, schema, compression);
  }
}
