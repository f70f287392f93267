package dev.checkpoint4j.arrow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code state.json}: which files a dataset is made of. Its rename is the switch from one version
 * to the next. The keys are those of {@code datasets}, which ignores {@value #OWN}: the lengths and
 * digests of the files, and the number of rows.
 */
final class StateJson {
  static final String FILE = "state.json";

  private static final String OWN = "_checkpoint4j";
  private static final int MAX_BYTES = 16 << 20;
  private static final int FINGERPRINT_CHARS = 16;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(2_000).build())
                  .build())
          .build();

  private StateJson() {}

  /** One of the files. */
  record Shard(String name, long bytes, long rows, String sha256) {}

  static byte[] write(List<Shard> shards, long rows, String compression, String digest)
      throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    ObjectNode own = json.putObject(OWN);
    own.put("rows", rows);
    own.put("compression", compression);
    ArrayNode described = own.putArray("files");
    ArrayNode files = json.putArray("_data_files");
    for (Shard shard : shards) {
      files.addObject().put("filename", shard.name());
      described
          .addObject()
          .put("bytes", shard.bytes())
          .put("rows", shard.rows())
          .put("sha256", shard.sha256());
    }
    json.put("_fingerprint", digest.substring(0, FINGERPRINT_CHARS));
    json.putNull("_format_columns");
    json.putObject("_format_kwargs");
    json.putNull("_format_type");
    json.put("_output_all_columns", false);
    json.putNull("_split");
    String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    return text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Reads all of a JSON file, which must be an object. */
  static JsonNode parse(InputStream in, String what) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw Problems.limit(what + " has more than " + MAX_BYTES + " bytes");
    }
    try {
      JsonNode json = MAPPER.readTree(bytes);
      if (!json.isObject()) {
        throw Problems.corrupt(what + " is no JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw Problems.corrupt(what + " is not valid JSON", e);
    }
  }

  /** The names of the data files. */
  static List<String> files(JsonNode state) {
    if (!state.path("_data_files").isArray()) {
      throw Problems.corrupt("state.json does not say which files there are");
    }
    List<String> names = new ArrayList<>();
    for (JsonNode file : state.path("_data_files")) {
      if (!file.path("filename").isTextual()) {
        throw Problems.corrupt("state.json has a file without a name");
      }
      names.add(file.path("filename").textValue());
    }
    return names;
  }

  /** How many rows this library wrote; -1 if another tool wrote the file. */
  static long rows(JsonNode state) {
    JsonNode rows = state.path(OWN).path("rows");
    return rows.canConvertToLong() && rows.isIntegralNumber() ? rows.longValue() : -1;
  }
}
