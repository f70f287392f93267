package dev.checkpoint4j.cli;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.schema.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of a checkpoint, as JSON. */
final class Infos {
  private Infos() {}

  static Map<String, Object> summary(CheckpointInfo info) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", info.name());
    json.put("format", info.format());
    info.rows().ifPresent(rows -> json.put("rows", rows));
    json.put("bytes", info.bytes());
    json.put("version", info.version());
    json.put("createdAt", info.createdAt().toString());
    return json;
  }

  static Map<String, Object> all(CheckpointInfo info) {
    Map<String, Object> json = summary(info);
    json.put("compression", info.compression());
    json.put("logicalBytes", info.logicalBytes());
    json.put("physicalBytes", info.physicalBytes());
    json.put("verified", info.verified());
    json.put("places", info.places());
    info.digest().ifPresent(digest -> json.put("digest", digest));
    info.fingerprint().ifPresent(fingerprint -> json.put("fingerprint", fingerprint));
    List<Map<String, Object>> columns = new ArrayList<>();
    for (Column column : info.schema().columns()) {
      columns.add(
          Map.of(
              "name", column.name(),
              "type", column.type().toString(),
              "nullable", column.nullable()));
    }
    json.put("columns", columns);
    return json;
  }
}
