package dev.checkpoint4j.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.schema.Column;
import dev.checkpoint4j.schema.ColumnType;
import dev.checkpoint4j.schema.ColumnType.Kind;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.CheckpointName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestJsonTest {
  private static final CheckpointName NAME = CheckpointName.of("step1/a");
  private static final List<String> ENDINGS = List.of(".toy", ".toyz");

  private static RecordSchema everyKind() {
    List<Column> columns = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      ColumnType type =
          switch (kind) {
            case LIST -> ColumnType.listOf(ColumnType.of(Kind.FLOAT64), false);
            case MAP -> ColumnType.mapOf(ColumnType.listOf(ColumnType.of(Kind.STRING), true), true);
            case STRUCT ->
                ColumnType.structOf(
                    List.of(
                        Column.of("x", ColumnType.of(Kind.INT32), false),
                        Column.of("y", ColumnType.structOf(List.of()), true)));
            default -> ColumnType.of(kind);
          };
      columns.add(new Column("column \"" + kind + "\" é\n", type, true, kind == Kind.JSON));
    }
    return new RecordSchema(columns, Map.of("a.b", "float32", "ü", "int64"));
  }

  private static Version version(long number, String ending, RecordSchema schema)
      throws IOException {
    Sums sums = Summer.of(new ByteArrayInputStream(new byte[Sums.BLOCK_BYTES + (int) number]));
    return new Version(
        number,
        Instant.parse("2026-11-21T10:11:12.123456789Z"),
        number * 10,
        number > 0,
        schema,
        List.of(new DataFile(ending, sums)));
  }

  private static Manifest manifest(RecordSchema schema) throws IOException {
    return new Manifest(
        NAME,
        "toy",
        true,
        List.of(version(2, ".toy", schema), version(0, ".toyz", RecordSchema.EMPTY)));
  }

  private static Manifest read(byte[] bytes) {
    return ManifestJson.read(bytes, NAME, "toy", ENDINGS);
  }

  /** With a digest that fits, as whoever writes a hostile file would make it. */
  private static byte[] signed(String json) {
    String digest = Sums.sha256Hex(json.getBytes(StandardCharsets.UTF_8));
    return (json + "\n" + digest + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String json() throws IOException {
    String text = new String(ManifestJson.write(manifest(everyKind())), StandardCharsets.UTF_8);
    return text.lines().toList().get(0);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Manifest written = manifest(everyKind());
    Manifest read = read(ManifestJson.write(written));
    assertThat(ManifestJson.write(read)).isEqualTo(ManifestJson.write(written));
    assertThat(read.name()).isEqualTo(NAME);
    assertThat(read.absentOk()).isTrue();
    assertThat(read.versions()).hasSize(2);
    Version first = read.versions().get(0);
    Version expected = written.versions().get(0);
    assertThat(first.schema()).isEqualTo(everyKind());
    assertThat(first.createdAt()).isEqualTo(expected.createdAt());
    assertThat(first.rows()).isEqualTo(20);
    assertThat(first.verified()).isTrue();
    assertThat(first.file().sums().sameBlocks(expected.file().sums())).isTrue();
    assertThat(read.versions().get(1).verified()).isFalse();
    assertThat(read.lastNumber()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "checkpoint4j":1        | "checkpoint4j":2          | use a newer one
          "name":"step1/a"        | "name":"step1/b"          | another checkpoint
          "format":"toy"          | "format":"jsonl"          | another checkpoint
          "path":"step1/a.toy"    | "path":"../a.toy"         | no place of this checkpoint
          "path":"step1/a.toy"    | "path":"/etc/passwd"      | no place of this checkpoint
          "path":"step1/a.toy"    | "path":"step1/a.exe"      | no place of this checkpoint
          "version":2             | "version":-2              | at least 0
          "version":2             | "version":2.5             | whole number
          "version":2             | "version":1e400           | whole number
          "version":2             | "version":"2"             | whole number
          "version":2             | "version":2,"version":3   | not valid JSON
          "rows":20               | "rows":-2                 | at least -1
          "bytes":262146          | "bytes":9223372036854775807 | block checksums
          "bytes":262146          | "bytes":262144            | block checksums
          "blockBytes":262144     | "blockBytes":1            | blockBytes
          "createdAt":"2026       | "createdAt":"never        | createdAt
          "verified":true         | "verified":null           | verified
          "absentOk":true         | "absentOk":1              | absentOk
          "crc32c":"              | "crc32c":"z               | digits
          "type":"boolean"        | "type":"class"            | unknown type
          "untyped":{"a.b":"float32" | "untyped":{"a.b":1     | a.b
          "type":"list"           | "type":"int32"            | element
          {"checkpoint4j"         | x{"checkpoint4j"          | not valid JSON
          """)
  void aManifestThatLiesIsRefused(String from, String to, String problem) throws IOException {
    String json = json();
    assertThat(json).contains(from);
    byte[] bytes = signed(json.replaceFirst(Pattern.quote(from), to));
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasStackTraceContaining(problem);
  }

  @Test
  void textAfterTheObjectIsRefused() throws IOException {
    byte[] bytes = signed(json() + "{}");
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noAndTooManyVersionsAreRefused() throws IOException {
    String json = json();
    String versions = json.substring(json.indexOf("\"versions\":[") + 12, json.length() - 2);
    byte[] none = signed(json.replace(versions, ""));
    assertThatThrownBy(() -> read(none)).hasMessageContaining("0 versions");
    byte[] many = signed(json.replace(versions, (versions + ",").repeat(60) + versions));
    assertThatThrownBy(() -> read(many)).hasMessageContaining("122 versions");
  }

  @Test
  void aSchemaAsDeepAsAllowedComesBackAndADeeperOneIsRefused() throws IOException {
    ColumnType type = ColumnType.of(Kind.INT32);
    for (int depth = 0; depth < SchemaJson.MAX_DEPTH; depth++) {
      type = ColumnType.structOf(List.of(Column.of("f", type, true)));
    }
    RecordSchema deepest = new RecordSchema(List.of(Column.of("c", type, true)), Map.of());
    assertThat(read(ManifestJson.write(manifest(deepest))).versions().get(0).schema())
        .isEqualTo(deepest);
    RecordSchema deeper =
        new RecordSchema(List.of(Column.of("c", ColumnType.listOf(type, true), true)), Map.of());
    byte[] bytes = ManifestJson.write(manifest(deeper));
    assertThatThrownBy(() -> read(bytes)).hasMessageContaining("100 levels");
  }

  @Test
  void aNestingBombIsRefused() {
    byte[] bomb = signed("[".repeat(1_000_000));
    assertThatThrownBy(() -> read(bomb)).isInstanceOf(IllegalArgumentException.class);
  }
}
