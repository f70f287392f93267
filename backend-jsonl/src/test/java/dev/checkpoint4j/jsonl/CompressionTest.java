package dev.checkpoint4j.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.LimitExceededException;
import dev.checkpoint4j.schema.RecordSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
  private static final JsonlOptions READING =
      WritingTest.options(JsonlCompression.NONE, 1 << 20, 2);
  private static final List<Note> NOTES = WritingTest.notes(10_000);

  private static byte[] written(JsonlCompression compression) {
    return MemoryFile.write(WritingTest.options(compression, 1 << 20, 2), Note.BINDING, NOTES)
        .bytes();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static List<Note> read(byte[] bytes) {
    return MemoryFile.foreign(bytes).readAll(READING, Note.ALL);
  }

  private static void assertDamaged(byte[] bytes, String problem) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageStartingWith(MemoryFile.LOADING)
        .hasMessageContaining(problem);
  }

  @Test
  void theJdkReadsOurGzip() throws IOException {
    byte[] plain = written(JsonlCompression.NONE);
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(written(JsonlCompression.GZIP)))) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
  }

  @Test
  void gzipIsOneMemberWithoutATimeAndNearlyAsSmallAsTheJdks() throws IOException {
    byte[] ours = written(JsonlCompression.GZIP);
    ByteArrayOutputStream jdk = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(jdk)) {
      out.write(written(JsonlCompression.NONE));
    }
    assertThat(Arrays.copyOf(ours, 10)).containsExactly(0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF);
    assertThat(ours.length).isLessThan(jdk.size() * 21 / 20);
  }

  @Test
  void zstdIsOneFrameWithAChecksum() {
    byte[] ours = written(JsonlCompression.ZSTD);
    byte[] plain = written(JsonlCompression.NONE);
    assertThat(Zstd.decompress(ours, plain.length)).isEqualTo(plain);
    // Frame header descriptor, bit 2 (RFC 8878, section 3.1.1.1.1).
    assertThat(ours[4] & 4).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void theBytesDecideAndNotTheEnding(JsonlCompression compression) {
    for (JsonlCompression ending : JsonlCompression.values()) {
      MemoryFile file =
          new MemoryFile(written(compression), ending.ending(), -1, RecordSchema.EMPTY);
      assertThat(file.readAll(READING, Note.ALL)).isEqualTo(NOTES);
    }
  }

  @Test
  void severalGzipMembersAreOneFile() {
    byte[] one = written(JsonlCompression.GZIP);
    assertThat(read(join(one, one))).hasSize(2 * NOTES.size());
  }

  @Test
  void gzipHeadersWithEveryPartAreRead() {
    byte[] one = written(JsonlCompression.GZIP);
    byte[] header = {0x1F, (byte) 0x8B, 8, 31, 1, 2, 3, 4, 0, 3, 2, 0, 9, 9, 'n', 0, 'c', 0, 7, 7};
    assertThat(read(join(header, Arrays.copyOfRange(one, 10, one.length)))).isEqualTo(NOTES);
  }

  @Test
  void severalZstdFramesAreOneFile() {
    byte[] one = written(JsonlCompression.ZSTD);
    byte[] skippable = {0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 1, 2};
    assertThat(read(join(skippable, one, skippable, one))).hasSize(2 * NOTES.size());
  }

  @Test
  void anythingBehindTheEndIsDamage() {
    assertDamaged(join(written(JsonlCompression.GZIP), new byte[] {0}), "gzip");
    assertDamaged(join(written(JsonlCompression.GZIP), "{}\n".getBytes(UTF_8)), "behind its end");
    assertDamaged(join(written(JsonlCompression.ZSTD), new byte[] {0}), "zstd");
    assertDamaged(join(written(JsonlCompression.ZSTD), "{}\n{}\n".getBytes(UTF_8)), "zstd");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyCutIsDamage(JsonlCompression compression) {
    JsonlOptions options = WritingTest.options(compression, 1 << 20, 1);
    byte[] whole = MemoryFile.write(options, Note.BINDING, NOTES.subList(0, 20)).bytes();
    for (int cut = 4; cut < whole.length; cut++) {
      assertDamaged(Arrays.copyOf(whole, cut), "compression is damaged");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyFlippedBitIsDamageOrChangesNothing(JsonlCompression compression) {
    JsonlOptions options = WritingTest.options(compression, 1 << 20, 1);
    List<Note> notes = NOTES.subList(0, 20);
    byte[] whole = MemoryFile.write(options, Note.BINDING, notes).bytes();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(read(changed)).isEqualTo(notes);
      } catch (CorruptCheckpointException | LimitExceededException e) {
        assertThat(e).hasMessageStartingWith(MemoryFile.LOADING);
      }
    }
  }

  @Test
  void aBombOfOneLineEndsAtTheLimit() {
    JsonlOptions options = WritingTest.options(JsonlCompression.ZSTD, 64 << 20, 1);
    Note huge = new Note(1, "x".repeat(32 << 20));
    byte[] bomb = MemoryFile.write(options, Note.BINDING, List.of(huge)).bytes();
    assertThat(bomb.length).isLessThan(10_000);
    assertThatThrownBy(() -> read(bomb))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("longer than 1048576 bytes");
  }

  @Test
  void aCompressedFileWithoutCompressionIsDamage() {
    for (byte[] bytes : new byte[][] {{}, {0x1F}, {'x', 'y'}}) {
      MemoryFile file = new MemoryFile(bytes, ".jsonl.gz", -1, RecordSchema.EMPTY);
      assertThatThrownBy(() -> file.readAll(READING, Note.ALL))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("its first bytes are those of no compression");
    }
  }
}
