package dev.checkpoint4j.internal.reuse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.RecordBinding;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The named parts of a fingerprint, each by its digest, and the digest of them all. Immutable; each
 * addition gives another one.
 *
 * @param digests SHA-256 in hex by the part's name
 * @param rows what is known of each part that is a set of inputs
 */
public record Parts(SortedMap<String, String> digests, SortedMap<String, RowDigests> rows) {
  /** No parts. */
  public static final Parts NONE = new Parts(new TreeMap<>(), new TreeMap<>());

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String DOMAIN = "checkpoint4j fingerprint 1";

  /** Copies both. */
  public Parts {
    digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /** With one more value. */
  public Parts withValue(String name, @Nullable Object value) {
    return with(name, Digests.hexOf(value), null);
  }

  /** With a digest that somebody else made. */
  public Parts withDigest(String name, String digest) {
    return with(name, digest, null);
  }

  /** With the inputs of a step, whose order means nothing. */
  public <T> Parts withRows(
      String name, Iterable<? extends T> inputs, TypeRef<T> type, Function<? super T, ?> keyOf) {
    RowDigests.Collected collected = RowDigests.of(inputs, RecordBinding.of(type), keyOf);
    return with(name, collected.digest(), collected.rows());
  }

  /** With inputs that were digested already. */
  public Parts withRows(String name, RowDigests.Collector collector) {
    RowDigests.Collected collected = collector.finish();
    return with(name, collected.digest(), collected.rows());
  }

  /** With the columns of a type: names and types, in any order. */
  public Parts withSchema(String name, TypeRef<?> type) {
    RecordSchema schema = RecordBinding.of(type).schema();
    Map<String, String> columns = new TreeMap<>();
    schema.columns().forEach(column -> columns.put(column.name(), column.type().toString()));
    return withValue(name, columns);
  }

  private Parts with(String name, String digest, @Nullable RowDigests added) {
    TreeMap<String, String> all = new TreeMap<>(digests);
    if (all.put(Objects.requireNonNull(name, "name"), digest) != null) {
      throw new IllegalArgumentException(
          "A fingerprint has two parts of the name \"" + name + "\"");
    }
    TreeMap<String, RowDigests> allRows = new TreeMap<>(rows);
    if (added != null) {
      allRows.put(name, added);
    }
    return new Parts(all, allRows);
  }

  /** Without one part. */
  public Parts without(String name) {
    TreeMap<String, String> all = new TreeMap<>(digests);
    TreeMap<String, RowDigests> allRows = new TreeMap<>(rows);
    all.remove(name);
    allRows.remove(name);
    return new Parts(all, allRows);
  }

  /** SHA-256 over the domain and all names and digests, each ended by a line feed, in hex. */
  public String hash() {
    StringBuilder text = new StringBuilder(DOMAIN).append('\n');
    // Names cannot have line feeds of their own: the canonical form of a name is its digest.
    digests.forEach(
        (name, digest) -> text.append(Digests.hexOf(name)).append(' ').append(digest).append('\n'));
    return Digests.hex(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** How later parts differ from these, one clause a part. */
  public List<String> differences(Parts later) {
    return Differences.of(this, later);
  }

  /** As a JSON object on one line. */
  public String toJson() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("hash", hash());
    ObjectNode parts = json.putObject("parts");
    digests.forEach(parts::put);
    if (!rows.isEmpty()) {
      ObjectNode inputs = json.putObject("inputs");
      rows.forEach(
          (name, digested) ->
              inputs.putObject(name).put("count", digested.count()).put("rows", digested.encode()));
    }
    return json.toString();
  }

  /**
   * The inverse of {@link #toJson}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static Parts ofJson(String text) {
    try {
      return read(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the fingerprint is not JSON", e);
    }
  }

  private static Parts read(JsonNode json) {
    TreeMap<String, String> digests = new TreeMap<>();
    TreeMap<String, RowDigests> rows = new TreeMap<>();
    for (Map.Entry<String, JsonNode> part : json.path("parts").properties()) {
      if (part.getValue().asText().length() < 8) {
        throw new IllegalArgumentException("a part of the fingerprint has no digest");
      }
      digests.put(part.getKey(), part.getValue().asText());
    }
    for (Map.Entry<String, JsonNode> part : json.path("inputs").properties()) {
      JsonNode value = part.getValue();
      rows.put(
          part.getKey(),
          RowDigests.decode(value.path("count").asLong(-1), value.path("rows").asText()));
    }
    Parts parts = new Parts(digests, rows);
    if (!parts.hash().equals(json.path("hash").asText())) {
      throw new IllegalArgumentException("the fingerprint is not the hash of its parts");
    }
    return parts;
  }
}
