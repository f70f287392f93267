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
import java.util.function.Predicate;

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
    if (!version.notes().isEmpty()) {
      json.put("notes", version.notes());
    }
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
    item.put("blockBytes", file.sums().blockBytes());
    item.put("crc32c", file.sums().blocksHex());
  }

  /** Reads what {@link #write} wrote for a format whose checkpoints are single files. */
  static Manifest read(byte[] bytes, CheckpointName name, String format, List<String> endings) {
    return read(bytes, name, format, endings, part -> false);
  }

  /**
   * Reads what {@link #write} wrote for this name and format.
   *
   * @param endings the format's; no other place can be named for a main file
   * @param isPart which names a part may have
   * @throws IllegalArgumentException saying what is wrong
   */
  static Manifest read(
      byte[] bytes,
      CheckpointName name,
      String format,
      List<String> endings,
      Predicate<String> isPart) {
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
      versions.add(version(version, name, endings, isPart));
    }
    if (versions.isEmpty() || versions.size() > MAX_VERSIONS) {
      throw new IllegalArgumentException("it has " + versions.size() + " versions");
    }
    List<Version> history = new ArrayList<>();
    for (JsonNode version : json.path("history")) {
      history.add(version(version, name, endings, isPart));
    }
    List<DataFile> dropped = new ArrayList<>();
    for (JsonNode file : json.path("dropped")) {
      boolean main =
          endings.stream().anyMatch(e -> Json.text(file, "path").equals(Root.relative(name, e)));
      dropped.add(main ? file(file, name, endings) : part(file, name, endings, isPart));
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

  private static Version version(
      JsonNode json, CheckpointName name, List<String> endings, Predicate<String> isPart) {
    List<DataFile> files = new ArrayList<>();
    for (JsonNode file : Json.array(json, "files")) {
      files.add(files.isEmpty() ? file(file, name, endings) : part(file, name, endings, isPart));
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a version has no files");
    }
    return new Version(
        Json.number(json, "version", 0),
        instant(Json.text(json, "createdAt")),
        Json.number(json, "rows", Version.ROWS_UNKNOWN),
        Json.flag(json, "verified"),
        SchemaJson.read(Json.object(json, "schema")),
        files,
        json.has("notes") ? Json.text(json, "notes") : "",
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
    throw noPlace(path);
  }

  private static DataFile part(
      JsonNode json, CheckpointName name, List<String> endings, Predicate<String> isPart) {
    String path = Json.text(json, "path");
    for (String ending : endings) {
      String directory = Root.relative(name, Root.directoryOf(ending));
      String part = path.startsWith(directory) ? path.substring(directory.length()) : "";
      if (!Root.directoryOf(ending).isEmpty() && isPart.test(part)) {
        return new DataFile(Root.directoryOf(ending) + part, sums(json));
      }
    }
    throw noPlace(path);
  }

  private static IllegalArgumentException noPlace(String path) {
    return new IllegalArgumentException(
        "it names the file \"" + shown(path) + "\", which is no place of this checkpoint");
  }

  private static Sums sums(JsonNode json) {
    long blockBytes = Json.number(json, "blockBytes", 1);
    if (blockBytes > Sums.BLOCK_BYTES) {
      throw new IllegalArgumentException("\"blockBytes\" must be at most " + Sums.BLOCK_BYTES);
    }
    return new Sums(
        Json.number(json, "bytes", 0),
        (int) blockBytes,
        Json.text(json, "sha256"),
        Sums.blocksOf(Json.text(json, "crc32c")));
  }
}
