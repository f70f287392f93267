package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void wordsAreLowerCaseAndKeepTheirApostrophes() {
    assertThat(Words.all("Don’t PANIC, it's 42!")).containsExactly("don't", "panic", "it's");
  }

  @Test
  void functionWordsAndSingleLettersCarryNoMeaning() {
    assertThat(Words.content("What is the capital of Australia? A b c"))
        .containsExactly("capital", "australia");
  }

  @Test
  void longHanRunsBecomePairsOfCharacters() {
    assertThat(Words.all("机器学习就是")).containsExactly("机器", "器学", "学习", "习就", "就是");
  }

  @Test
  void japaneseIsCutWhereTheScriptChanges() {
    assertThat(Words.all("静かなお寺とホテル")).containsExactly("静", "寺", "ホテル");
  }

  @Test
  void sentencesEndAtPunctuationAndAtLineBreaks() {
    assertThat(Words.sentences("One. Two!\n\nThree? 四。五！Six 3.5 km"))
        .containsExactly("One.", "Two!", "Three?", "四。", "五！", "Six 3.5 km");
  }

  @Test
  void aShortTextStaysAsItIs() {
    assertThat(Words.shorten("one  two\nthree", 13)).isEqualTo("one two three");
  }

  @Test
  void aLongTextIsCutBetweenWords() {
    assertThat(Words.shorten("one two three four", 13)).isEqualTo("one two…");
  }

  @Test
  void aCutNeverSplitsACharacter() {
    assertThat(Words.shorten("abc\uD83D\uDE00defgh", 5)).isEqualTo("abc…");
  }
}
