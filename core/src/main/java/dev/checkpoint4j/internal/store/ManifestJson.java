package dev.checkpoint4j.internal.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Manifests as bytes: a JSON object on the first line, SHA-256 of that line in hex on the second,
 * each with a line feed. {@code docs/format/store.md} describes the fields.
 */
final class ManifestJson {
  /** A manifest of this size describes about a terabyte. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final int LAYOUT = 1;
  private static final int DIGEST_CHARS = 64;
  private static final int MAX_VERSIONS = 100;
  private static final int MAX_NESTING = 500;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxStringLength(MAX_BYTES)
                          .maxNameLength(MAX_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ManifestJson() {}

  /**
   * The bytes of a manifest.
   *
   * @throws IllegalArgumentException if they would be over a limit of reading
   */
  static byte[] write(Manifest manifest) throws IOException {
    byte[] line = MAPPER.writeValueAsBytes(tree(manifest));
    byte[] digest = Sums.sha256Hex(line).getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[line.length + digest.length + 2];
    System.arraycopy(line, 0, all, 0, line.length);
    all[line.length] = '\n';
    System.arraycopy(digest, 0, all, line.length + 1, digest.length);
    all[all.length - 1] = '\n';
    return all;
  }

  private static ObjectNode tree(Manifest manifest) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("checkpoint4j", LAYOUT);
    json.put("name", manifest.name().value());
    json.put("format", manifest.format());
    json.put("absentOk", manifest.absentOk());
    ArrayNode versions = json.putArray("versions");
    manifest.versions().forEach(version -> versions.add(tree(manifest.name(), version)));
    if (!manifest.history().isEmpty()) {
      ArrayNode history = json.putArray("history");
      manifest.history().forEach(version -> history.add(tree(manifest.name(), version)));
    }
    if (!manifest.dropped().isEmpty()) {
      ArrayNode dropped = json.putArray("dropped");
      manifest.dropped().forEach(file -> write(manifest.name(), file, dropped.addObject()));
    }
    if (!manifest.leaving().isEmpty()) {
      ArrayNode leaving = json.putArray("leaving");
      manifest.leaving().forEach(leaving::add);
    }
    return json;
  }

  private static ObjectNode tree(CheckpointName name, Version version) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("version", version.number());
    json.put("createdAt", version.createdAt().toString());
    json.put("rows", version.rows());
    json.put("verified", version.verified());
    json.set("schema", SchemaJson.write(version.schema()));
    ArrayNode files = json.putArray("files");
    for (DataFile file : version.files()) {
      write(name, file, files.addObject());
    }
    version.fingerprint().ifPresent(f -> json.put("fingerprint", f.toJson()));
    if (!version.tags().isEmpty()) {
      ArrayNode tags = json.putArray("tags");
      version.tags().stream().sorted().forEach(tags::add);
    }
    return json;
  }

  private static void write(CheckpointName name, DataFile file, ObjectNode item) {
    item.put("path", Root.relative(name, file.ending()));
    item.put("bytes", file.sums().bytes());
    item.put("sha256", file.sums().sha256());
    item.put("blockBytes", Sums.BLOCK_BYTES);
    item.put("crc32c", file.sums().blocksHex());
  }

  /**
   * Reads what {@link #write} wrote for this name and format.
   *
   * @param endings the format's; no other place can be named
   * @throws IllegalArgumentException saying what is wrong
   */
  static Manifest read(byte[] bytes, CheckpointName name, String format, List<String> endings) {
    JsonNode json = parse(checkedLine(bytes));
    if (Json.number(json, "checkpoint4j", 1) != LAYOUT) {
      throw new IllegalArgumentException(
          "it has layout "
              + json.path("checkpoint4j").longValue()
              + ", this version of the library reads layout "
              + LAYOUT
              + "; use a newer one");
    }
    requireSame("name", Json.text(json, "name"), name.value());
    requireSame("format", Json.text(json, "format"), format);
    List<Version> versions = new ArrayList<>();
    for (JsonNode version : Json.array(json, "versions")) {
      versions.add(version(version, name, endings));
    }
    if (versions.isEmpty() || versions.size() > MAX_VERSIONS) {
      throw new IllegalArgumentException("it has " + versions.size() + " versions");
    }
    List<Version> history = new ArrayList<>();
    for (JsonNode version : json.path("history")) {
      history.add(version(version, name, endings));
    }
    List<DataFile> dropped = new ArrayList<>();
    for (JsonNode file : json.path("dropped")) {
      dropped.add(file(file, name, endings));
    }
    List<Long> leaving = new ArrayList<>();
    for (JsonNode number : json.path("leaving")) {
      leaving.add(number.longValue());
    }
    return new Manifest(
        name, format, Json.flag(json, "absentOk"), versions, history, dropped, leaving);
  }

  private static void requireSame(String what, String found, String expected) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "it is the manifest of another checkpoint (" + what + " \"" + shown(found) + "\")");
    }
  }

  /** A name out of a file, fit for a message. */
  private static String shown(String text) {
    String safe = text.replaceAll("[^A-Za-z0-9._/-]", "?");
    return safe.length() > 100 ? safe.substring(0, 100) + "…" : safe;
  }

  private static byte[] checkedLine(byte[] bytes) {
    int end = bytes.length - DIGEST_CHARS - 2;
    if (end < 0 || bytes[end] != '\n' || bytes[bytes.length - 1] != '\n') {
      throw new IllegalArgumentException("it is cut, or not a manifest");
    }
    byte[] line = Arrays.copyOf(bytes, end);
    String recorded = new String(bytes, end + 1, DIGEST_CHARS, StandardCharsets.ISO_8859_1);
    if (!recorded.equals(Sums.sha256Hex(line))) {
      throw new IllegalArgumentException("its checksum does not match");
    }
    return line;
  }

  private static JsonNode parse(byte[] line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not valid JSON", e);
    } catch (IOException e) {
      throw new IllegalStateException("Reading an array failed", e);
    }
  }

  private static Version version(JsonNode json, CheckpointName name, List<String> endings) {
    List<DataFile> files = new ArrayList<>();
    for (JsonNode file : Json.array(json, "files")) {
      files.add(file(file, name, endings));
    }
    if (files.size() != 1) {
      throw new IllegalArgumentException("a version has " + files.size() + " files instead of one");
    }
    return new Version(
        Json.number(json, "version", 0),
        instant(Json.text(json, "createdAt")),
        Json.number(json, "rows", Version.ROWS_UNKNOWN),
        Json.flag(json, "verified"),
        SchemaJson.read(Json.object(json, "schema")),
        files,
        json.has("fingerprint")
            ? Optional.of(Fingerprint.ofJson(Json.text(json, "fingerprint")))
            : Optional.empty(),
        tags(json));
  }

  private static Set<String> tags(JsonNode json) {
    Set<String> tags = new HashSet<>();
    for (JsonNode tag : json.path("tags")) {
      if (!tag.isTextual()) {
        throw new IllegalArgumentException("\"tags\" must be strings");
      }
      tags.add(tag.textValue());
    }
    return tags;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"createdAt\" must be a time in ISO-8601", e);
    }
  }

  private static DataFile file(JsonNode json, CheckpointName name, List<String> endings) {
    String path = Json.text(json, "path");
    for (String ending : endings) {
      if (path.equals(Root.relative(name, ending))) {
        return new DataFile(ending, sums(json));
      }
    }
    throw new IllegalArgumentException(
        "it names the file \"" + shown(path) + "\", which is no place of this checkpoint");
  }

  private static Sums sums(JsonNode json) {
    if (Json.number(json, "blockBytes", 1) != Sums.BLOCK_BYTES) {
      throw new IllegalArgumentException("\"blockBytes\" must be " + Sums.BLOCK_BYTES);
    }
    return new Sums(
        Json.number(json, "bytes", 0),
        Json.text(json, "sha256"),
        Sums.blocksOf(Json.text(json, "crc32c")));
  }
}
