package dev.checkpoint4j.examples.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text into words and sentences, in any script. */
final class Words {
  /** Longer runs of Han characters are whole clauses, not words. */
  private static final int LONGEST_HAN_WORD = 4;

  private static final Pattern WORD =
      Pattern.compile(
          "\\p{IsHan}+|[\\p{IsKatakana}\\u30FC]+"
              + "|[\\p{L}\\p{M}&&[^\\p{IsHan}\\p{IsKatakana}\\p{IsHiragana}]]+"
              + "(?:['\\u2019][\\p{L}&&[^\\p{IsHan}\\p{IsKatakana}\\p{IsHiragana}]]+)?");

  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[.!?])\\s+|(?<=[\\u3002\\uFF01\\uFF1F])\\s*|\\s*\\n\\s*");

  private Words() {}

  /** All words in lower case; Hiragana, mostly grammar, is left out. */
  static List<String> all(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      add(matcher.group().replace('\u2019', '\''), words);
    }
    return words;
  }

  /** The words that carry meaning: no function words, no single Latin letters. */
  static List<String> content(String text) {
    return all(text).stream().filter(Words::carriesMeaning).toList();
  }

  static List<String> sentences(String text) {
    return SENTENCE_END.splitAsStream(text).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** The text, or as many whole words of it as fit, followed by an ellipsis. */
  static String shorten(String text, int maxChars) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (line.length() <= maxChars) {
      return line;
    }
    int space = line.lastIndexOf(' ', maxChars - 1);
    int end = space > maxChars / 2 ? space : maxChars - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static void add(String word, List<String> words) {
    boolean clause = word.length() > LONGEST_HAN_WORD && isHan(word);
    if (!clause) {
      words.add(word);
      return;
    }
    int[] chars = word.codePoints().toArray();
    for (int i = 0; i + 1 < chars.length; i++) {
      words.add(new String(chars, i, 2));
    }
  }

  private static boolean carriesMeaning(String word) {
    return (word.length() > 1 || isHan(word)) && !FunctionWords.contains(word);
  }

  private static boolean isHan(String word) {
    return Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HAN;
  }
}
