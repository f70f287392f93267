package dev.checkpoint4j.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.LimitExceededException;
import dev.checkpoint4j.SchemaMismatchException;
import dev.checkpoint4j.spi.RecordSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  private static final JsonlOptions OPTIONS =
      WritingTest.options(JsonlCompression.NONE, 1 << 20, 2);
  private static final String GOOD = "{\"id\":1,\"text\":\"a\"}\n";

  private static List<Note> read(String text) {
    return MemoryFile.foreign(text).readAll(OPTIONS, Note.ALL);
  }

  private static void assertCorrupt(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageStartingWith(MemoryFile.LOADING)
        .hasMessageContaining(problem);
  }

  @Test
  void batchesGiveTheSameRecordsAsOneRead() {
    MemoryFile file = MemoryFile.write(OPTIONS, Note.BINDING, WritingTest.notes(20_000));
    List<Note> batches = new ArrayList<>();
    try (RecordSource<Note> source = file.open(OPTIONS, Note.ALL)) {
      for (List<Note> b = source.nextBatch(); b != null; b = source.nextBatch()) {
        batches.addAll(b);
      }
      assertThat(source.nextBatch()).isNull();
    }
    assertThat(batches).isEqualTo(file.readAll(OPTIONS, Note.ALL));
  }

  private static List<Note> batches(RecordSource<Note> source, int count) {
    List<Note> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      read.addAll(source.nextBatch());
    }
    return read;
  }

  /** One is read alone; behind the second others are already being read. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whatIsLeftAfterBatchesIsReadOrCountedAtOnce(int read) {
    List<Note> notes = WritingTest.notes(60_000);
    MemoryFile file = MemoryFile.write(OPTIONS, Note.BINDING, notes);
    try (RecordSource<Note> source = file.open(OPTIONS, Note.ALL)) {
      List<Note> all = batches(source, read);
      assertThat(all).isNotEmpty().hasSizeLessThan(notes.size());
      all.addAll(source.readAll());
      assertThat(all).isEqualTo(notes);
      assertThat(source.nextBatch()).isNull();
    }
    try (RecordSource<Note> source = file.open(OPTIONS, Note.ALL)) {
      assertThat(batches(source, read).size() + source.count()).isEqualTo(notes.size());
    }
  }

  @Test
  void longRecordsAreNotAllReadAhead() throws IOException {
    int length = ReadAhead.MOST_BYTES / 2;
    String line = "{\"id\":1,\"text\":\"" + "x".repeat(length) + "\"}\n";
    ByteArrayInputStream in =
        new ByteArrayInputStream(line.repeat(12).getBytes(StandardCharsets.UTF_8));
    ChunkReader chunks = new ChunkReader(in, Long.MAX_VALUE, 2 * length, MemoryFile.LOADING);
    LineFactory json = new LineFactory(2 * length);
    int rows = 0;
    try (ReadAhead<Boolean> ahead = new ReadAhead<>(chunks, json, () -> ReadingTest::skip, 8)) {
      int before = in.available();
      for (var next = ahead.next(); next != null; next = ahead.next()) {
        rows += next.results().size();
        // What is on its way, and at most as much again as the beginning of the next chunk.
        assertThat(before - in.available()).isLessThanOrEqualTo(4 * ReadAhead.MOST_BYTES);
        before = in.available();
      }
    }
    assertThat(rows).isEqualTo(12);
  }

  private static Boolean skip(LineParser line) throws IOException {
    line.skipChildren();
    return true;
  }

  @Test
  void batchesBeforeADamagedLineAreGivenThoughOthersAreReadAhead() {
    List<Note> notes = WritingTest.notes(60_000);
    String text = MemoryFile.write(OPTIONS, Note.BINDING, notes).text() + "{]\n" + GOOD;
    List<Note> given = new ArrayList<>();
    try (RecordSource<Note> source = MemoryFile.foreign(text).open(OPTIONS, Note.ALL)) {
      assertThatThrownBy(
              () -> {
                for (List<Note> b = source.nextBatch(); b != null; b = source.nextBatch()) {
                  given.addAll(b);
                }
              })
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("line 60001");
    }
    assertThat(given).isNotEmpty().isEqualTo(notes.subList(0, given.size()));
    assertThat(given.size()).isGreaterThan(notes.size() / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF{\"id\":1}\n{\"id\":2}\n",
        "\n\n{\"id\":1}\n\n{\"id\":2}\n\n",
        "{\"id\":1}\r\n{\"id\":2}\r\n",
        "  {\"id\":1}\t \n \t\r\n{ \"id\" : 2 } \r\n",
        "{\"id\":1}\n{\"id\":2}",
      })
  void whatOtherToolsAddAroundTheObjectsIsTolerated(String text) {
    assertThat(read(text)).containsExactly(new Note(1, null), new Note(2, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\uFEFF", " \r\n\t"})
  void aFileWithoutObjectsHasNoRecords(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void escapesOfAllKindsAreDecoded() {
    assertThat(
            read(
                "{\"text\":\"a\\n\\t\\r\\b\\f\\/\\\\\\\"\\u00e9\\u20AC\\ud83d\\uDE00\\u0000é€😀\"}\n"))
        .containsExactly(new Note(0, "a\n\t\r\b\f/\\\"é€😀\0é€😀"));
  }

  @Test
  void aTornLastLineIsNamedWithItsOffset() {
    assertCorrupt(
        GOOD + "{\"id\":2,\"te",
        ", line 2: the file ends in the middle of a record that begins at byte 20");
  }

  @Test
  void anyCutOfTheLastLineIsAnErrorOrAWholeRecord() {
    String last = "{\"id\":2,\"text\":\"é\"}\n";
    byte[] whole = (GOOD + last).getBytes(StandardCharsets.UTF_8);
    for (int cut = GOOD.length() + 1; cut < whole.length - 1; cut++) {
      MemoryFile file = MemoryFile.foreign(java.util.Arrays.copyOf(whole, cut));
      assertThatThrownBy(() -> file.readAll(OPTIONS, Note.ALL))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("line 2")
          .hasMessageContaining("byte 20");
    }
  }

  @Test
  void twoObjectsInALineAreRefused() {
    assertCorrupt(
        GOOD + "{\"id\":2}{\"id\":3}\n", "line 2: there is more behind the object at byte 9");
    assertCorrupt(GOOD + "{\"id\":2} x\n", "line 2: there is more behind the object at byte 10");
    assertCorrupt(GOOD + "{\"id\":2}\r{\"id\":3}\n", "line 2: there is more behind the object");
  }

  @Test
  void anObjectOverTwoLinesIsRefused() {
    assertCorrupt("{\"id\":2,\n\"text\":\"a\"}\n", "line 1: the object goes on in the next line");
  }

  @Test
  void aLineThatEndsInTheMiddleIsRefused() {
    assertCorrupt("{\"id\":2,\"text\":\"a\n" + GOOD, "line 1: the line ends in the middle");
    assertCorrupt("{\"id\":2\n" + GOOD, "line 1: the line ends in the middle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "1", "\"text\"", "null", "true"})
  void aLineThatIsNoObjectIsRefused(String line) {
    assertCorrupt(GOOD + line + "\n", "line 2: expected a JSON object but found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":NaN}",
        "{\"id\":01}",
        "{'id':1}",
        "{id:1}",
        "{\"id\":1,}",
        "// secret",
        "{\"id\":1 /* secret */}",
        "{\"text\":\"secret\\x\"}",
        "{\"text\":\"secret\\u12\"}",
        "{\"text\":secret}",
        "\u0000",
        "secret",
      })
  void whatIsNoJsonIsRefusedWithoutQuotingIt(String line) {
    assertThatThrownBy(() -> read(GOOD + line + "\n"))
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining("line 2: ")
        .hasMessageNotContaining("secret")
        .satisfies(e -> assertThat(e.getCause()).isNull());
  }

  @Test
  void aControlCharacterInAStringIsNamed() {
    assertCorrupt(
        "{\"text\":\"a\u0000b\"}\n", "a control character (0x00) that is not escaped at byte 11");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud800",
        "\\ud800x",
        "\\udc00",
        "\\udc00\\ud800",
        "\\ud800\\n",
        "\\ud83d\\ud83d\\ude00"
      })
  void unpairedSurrogateEscapesAreRefused(String text) {
    assertCorrupt("{\"text\":\"" + text + "\"}\n", "unpaired surrogate");
    assertCorrupt("{\"skipped\":\"" + text + "\"}\n", "unpaired surrogate");
    assertCorrupt("{\"" + text + "\":1}\n", "unpaired surrogate");
  }

  @Test
  void malformedUtf8IsNamedWithItsPlace() {
    byte[][] sequences = {
      {(byte) 0x80},
      {(byte) 0xC0, (byte) 0x80},
      {(byte) 0xC3},
      {(byte) 0xE0, (byte) 0x80, (byte) 0x80},
      {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
      {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
      {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
      {(byte) 0xFF},
    };
    for (byte[] sequence : sequences) {
      byte[] line = (GOOD + "{\"text\":\"????????\"}\n").getBytes(StandardCharsets.UTF_8);
      System.arraycopy(sequence, 0, line, GOOD.length() + 12, sequence.length);
      assertThatThrownBy(() -> MemoryFile.foreign(line).readAll(OPTIONS, Note.ALL))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("line 2: the bytes are not UTF-8 at byte 13 of the line");
    }
  }

  @Test
  void utf16IsNotGuessed() {
    byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_16);
    assertThatThrownBy(() -> MemoryFile.foreign(bytes).readAll(OPTIONS, Note.ALL))
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aValueOfAnotherTypeIsNamedWithItsColumn() {
    assertThatThrownBy(() -> read(GOOD + "{\"id\":\"secret\"}\n"))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessage(
            MemoryFile.LOADING
                + ", line 2, column \"id\": expected int64 but found something else");
  }

  @Test
  void aNumberOutOfRangeIsAMismatch() {
    assertThatThrownBy(() -> read("{\"id\":92233720368547758080}\n"))
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("line 1")
        .hasMessageNotContaining("922");
  }

  @Test
  void nestingBombsEndAtTheLimit() {
    String bomb = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n";
    assertThatThrownBy(() -> read(GOOD + bomb))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("line 2: the record is nested deeper than 500 levels");
  }

  @Test
  void hugeNumbersEndAtTheLimit() {
    assertThatThrownBy(() -> read("{\"x\":" + "1".repeat(5000) + "}\n"))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("line 1: a number is longer than 1000 characters");
  }

  @Test
  void aLineBeyondTheLimitIsRefusedBeforeItIsHeld() {
    JsonlOptions small = WritingTest.options(JsonlCompression.NONE, 1024, 2);
    String line = "{\"text\":\"" + "x".repeat(2000) + "\"}\n";
    assertThatThrownBy(() -> MemoryFile.foreign(GOOD + line + GOOD).readAll(small, Note.ALL))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("line 2: the record is longer than 1024 bytes. Raise maxRecordBytes");
    String huge = "{\"text\":\"" + "x".repeat(4 << 20) + "\"}\n";
    assertThatThrownBy(() -> MemoryFile.foreign(GOOD + huge).readAll(OPTIONS, Note.ALL))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("a line that begins at byte 20 is longer than 1048576 bytes");
  }

  @Test
  void recordsLongerThanAChunkAreRead() {
    List<Note> notes =
        List.of(
            new Note(1, "a".repeat(3 << 20)), new Note(2, "b"), new Note(3, "ü".repeat(1 << 20)));
    JsonlOptions large = WritingTest.options(JsonlCompression.NONE, 16 << 20, 2);
    MemoryFile file = MemoryFile.write(large, Note.BINDING, notes);
    assertThat(file.readAll(large, Note.ALL)).isEqualTo(notes);
  }

  @Test
  void theLineNumberCountsAllChunksBefore() {
    byte[] good = MemoryFile.write(OPTIONS, Note.BINDING, WritingTest.notes(20_000)).bytes();
    String text = new String(good, StandardCharsets.UTF_8) + "{\"id\":oops}\n" + GOOD;
    for (int threads = 1; threads <= 3; threads++) {
      JsonlOptions options = WritingTest.options(JsonlCompression.NONE, 1 << 20, threads);
      assertThatThrownBy(() -> MemoryFile.foreign(text).readAll(options, Note.ALL))
          .isInstanceOf(CorruptCheckpointException.class)
          .hasMessageContaining("line 20001: no valid JSON at byte");
    }
  }

  @Test
  void countingReadsTheLinesOfAForeignFile() {
    try (RecordSource<Note> source =
        MemoryFile.foreign("\n" + GOOD + GOOD).open(OPTIONS, Note.ALL)) {
      assertThat(source.count()).isEqualTo(2);
    }
    try (RecordSource<Note> source =
        MemoryFile.foreign(GOOD + "{\"id\":1").open(OPTIONS, Note.ALL)) {
      assertThatThrownBy(source::count).isInstanceOf(CorruptCheckpointException.class);
    }
  }

  @Test
  void countingAVerifiedFileTakesTheRecordedNumber() {
    MemoryFile file = MemoryFile.write(OPTIONS, Note.BINDING, WritingTest.notes(100));
    MemoryFile unreadable = new MemoryFile(new byte[] {'x'}, ".jsonl", file.rows(), file.schema());
    try (RecordSource<Note> source = unreadable.open(OPTIONS, Note.ALL)) {
      assertThat(source.count()).isEqualTo(100);
    }
  }
}
