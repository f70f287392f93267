package dev.checkpoint4j.examples.pipeline;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Guesses the language of a text: by its script, or by the function words in it. */
final class Languages {
  private static final int MIN_HITS = 2;

  private static final Map<UnicodeScript, String> BY_SCRIPT =
      new EnumMap<>(
          Map.of(
              UnicodeScript.HIRAGANA, "japanese",
              UnicodeScript.KATAKANA, "japanese",
              UnicodeScript.HAN, "chinese",
              UnicodeScript.HANGUL, "korean",
              UnicodeScript.CYRILLIC, "russian",
              UnicodeScript.ARABIC, "arabic",
              UnicodeScript.DEVANAGARI, "hindi",
              UnicodeScript.GREEK, "greek"));

  private Languages() {}

  /** The languages of these texts, each once, in the order in which they appear. */
  static List<String> of(List<String> texts) {
    return texts.stream().map(Languages::of).flatMap(Optional::stream).distinct().toList();
  }

  /** The main language of a text; empty if there are too few signs of any. */
  static Optional<String> of(String text) {
    Optional<String> script = byScript(text);
    return script.isPresent() ? script : byFunctionWords(Words.all(text));
  }

  private static Optional<String> byScript(String text) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> letters.merge(UnicodeScript.of(letter), 1, Integer::sum));
    int all = letters.values().stream().mapToInt(Integer::intValue).sum();
    // Japanese mixes scripts: a little kana among Han characters decides.
    int kana =
        letters.getOrDefault(UnicodeScript.HIRAGANA, 0)
            + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
    if (kana * 5 > all) {
      return Optional.of("japanese");
    }
    return letters.entrySet().stream()
        .filter(entry -> entry.getValue() * 3 > all)
        .map(entry -> BY_SCRIPT.get(entry.getKey()))
        .filter(language -> language != null)
        .findFirst();
  }

  private static Optional<String> byFunctionWords(List<String> words) {
    String best = null;
    long most = MIN_HITS - 1;
    for (Map.Entry<String, Set<String>> language : FunctionWords.byLanguage().entrySet()) {
      long hits = words.stream().filter(language.getValue()::contains).count();
      if (hits > most) {
        best = language.getKey();
        most = hits;
      }
    }
    return Optional.ofNullable(best);
  }
}
