package dev.checkpoint4j.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.LimitExceededException;
import dev.checkpoint4j.UnsupportedTypeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WritingTest {
  private static final JsonlOptions PLAIN = options(JsonlCompression.NONE, 1 << 20, 2);

  static JsonlOptions options(JsonlCompression compression, int maxRecordBytes, int threads) {
    return new JsonlOptions(compression, compression.defaultLevel(), maxRecordBytes, threads);
  }

  static List<Note> notes(int count) {
    return LongStream.range(0, count)
        .mapToObj(i -> new Note(i, "note " + "x".repeat((int) (i % 300)) + " é€😀 \"\\\n\u0001"))
        .toList();
  }

  @Test
  void eachRecordIsOneCompactLine() {
    MemoryFile file =
        MemoryFile.write(PLAIN, Note.BINDING, List.of(new Note(1, "a"), new Note(-2, null)));
    assertThat(file.text()).isEqualTo("{\"id\":1,\"text\":\"a\"}\n{\"id\":-2,\"text\":null}\n");
    assertThat(file.rows()).isEqualTo(2);
  }

  @Test
  void noRecordsAreAnEmptyFile() {
    assertThat(MemoryFile.write(PLAIN, Note.BINDING, List.of()).bytes()).isEmpty();
  }

  @Test
  void textBeyondAsciiIsNotEscaped() {
    MemoryFile file = MemoryFile.write(PLAIN, Note.BINDING, List.of(new Note(1, "é€😀")));
    assertThat(file.text()).contains("\"é€😀\"");
  }

  @ParameterizedTest
  @EnumSource
  void theBytesDoNotDependOnTheNumberOfThreads(JsonlCompression compression) {
    List<Note> notes = notes(20_000);
    byte[] one = MemoryFile.write(options(compression, 1 << 20, 1), Note.BINDING, notes).bytes();
    for (int threads = 2; threads <= 4; threads++) {
      JsonlOptions options = options(compression, 1 << 20, threads);
      assertThat(MemoryFile.write(options, Note.BINDING, notes).bytes()).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenIsReadAgain(JsonlCompression compression) {
    List<Note> notes = notes(20_000);
    for (int threads = 1; threads <= 3; threads++) {
      JsonlOptions options = options(compression, 1 << 20, threads);
      MemoryFile file = MemoryFile.write(options, Note.BINDING, notes);
      assertThat(file.readAll(options, Note.ALL)).isEqualTo(notes);
    }
  }

  @Test
  void aRecordOfTheLimitIsTakenAndOneByteMoreIsRefused() {
    JsonlOptions options = options(JsonlCompression.NONE, 1024, 2);
    int fits = 1024 - "{\"id\":1,\"text\":\"\"}".length();
    List<Note> notes = new ArrayList<>(notes(100).subList(0, 3));
    notes.add(new Note(1, "x".repeat(fits)));
    MemoryFile file = MemoryFile.write(options, Note.BINDING, notes);
    assertThat(file.readAll(options, Note.ALL)).isEqualTo(notes);

    notes.set(3, new Note(1, "x".repeat(fits + 1)));
    assertThatThrownBy(() -> MemoryFile.write(options, Note.BINDING, notes))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith(MemoryFile.SAVING + ", record 4: it is longer than 1024 bytes")
        .hasMessageContaining("maxRecordBytes");
  }

  @Test
  void aRecordFarBeyondTheLimitIsStoppedOnTheWay() {
    JsonlOptions options = options(JsonlCompression.NONE, 1024, 1);
    List<Note> notes = List.of(new Note(1, "x"), new Note(2, "y".repeat(1_000_000)));
    assertThatThrownBy(() -> MemoryFile.write(options, Note.BINDING, notes))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("record 2");
  }

  @Test
  void aNullIsRefusedWithItsPlace() {
    assertThatThrownBy(
            () -> MemoryFile.write(PLAIN, Note.BINDING, Arrays.asList(new Note(1, "a"), null)))
        .isInstanceOf(UnsupportedTypeException.class)
        .hasMessage(MemoryFile.SAVING + ", record 2: the record is null");
  }

  @Test
  void aRecordThatCannotBeWrittenIsNamedWithoutItsContents() {
    List<Note> notes = new ArrayList<>(notes(5000));
    notes.set(4321, new Note(1, "secret \ud800"));
    assertThatThrownBy(() -> MemoryFile.write(PLAIN, Note.BINDING, notes))
        .isInstanceOf(UnsupportedTypeException.class)
        .hasMessageContaining("record 4322")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }
}
