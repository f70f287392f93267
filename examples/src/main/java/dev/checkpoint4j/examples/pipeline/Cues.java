package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.record.Conversation;
import dev.checkpoint4j.record.Message;
import dev.checkpoint4j.record.Role;
import java.util.List;
import java.util.regex.Pattern;

/** Scores a conversation from 1 to 5 by words that give a mood or a danger away. */
final class Cues {
  private static final int LOWEST = 1;
  private static final int HIGHEST = 5;

  private static final List<Pattern> CONCERNS =
      List.of(
          anyOf("weapon|bomb|explosive|grenade|ammunition|sprengstoff|bombe|arma|explosivo"),
          anyOf(
              "kill|murder|suicid\\w*|self-harm|hurt (?:myself|someone|him|her)|selbstmord|matar"),
          anyOf(
              "hack(?:ing|ed)?|malware|ransomware|phishing|keylogger|exploit|steal|passwort knacken"),
          anyOf("without (?:him|her|them|anyone) (?:knowing|noticing)|undetect\\w*|untraceable"),
          anyOf("illegal|counterfeit|forge[ds]?|launder\\w*|cocaine|meth|drugs|fälsch\\w*|ilegal"),
          anyOf(
              "stalk\\w*|blackmail\\w*|revenge|track (?:my|her|his) (?:wife|husband|girlfriend|phone)"));

  private static final List<Pattern> FRUSTRATIONS =
      List.of(
          anyOf(
              "still (?:not|doesn'?t|does not|fails?|wrong|the same|broken)|immer noch|toujours pas"),
          anyOf("wrong|incorrect|falsch|faux|sbagliat[oa]|incorrecto|errado"),
          anyOf(
              "(?:doesn'?t|does not|didn'?t|not) work(?:ing)?|funktioniert nicht|ne marche pas|no funciona"),
          anyOf(
              "useless|ridiculous|frustrat\\w*|annoy\\w*|terrible|waste of time|nutzlos|inútil|nul"),
          anyOf(
              "i (?:already|just) (?:said|told|asked)|as i said|again|i asked for|read my|schon gesagt"),
          Pattern.compile("!{2,}|\\?{2,}|\\b(?:[A-Z]{3,}\\s+){2,}[A-Z]{3,}\\b"));

  private static final Pattern ADMISSION =
      anyOf(
          "(?:my|i) apolog\\w*|i'?m sorry(?! to hear)|my mistake|i was wrong|you'?re right"
              + "|you are right|i misread|i misunderstood|entschuldigung|mein fehler"
              + "|tut mir leid|désolée?|mon erreur|lo siento|mi error|mi dispiace|desculpe");

  private Cues() {}

  static int concern(Conversation conversation) {
    return score(CONCERNS, askedIn(conversation));
  }

  static int frustration(Conversation conversation) {
    return score(FRUSTRATIONS, askedIn(conversation));
  }

  /** The sentences in which the assistant admits an error. */
  static List<String> admissions(Conversation conversation) {
    return conversation.messages().stream()
        .filter(message -> message.role() == Role.ASSISTANT)
        .flatMap(message -> Words.sentences(message.content()).stream())
        .filter(sentence -> ADMISSION.matcher(sentence).find())
        .map(sentence -> Words.shorten(sentence, Summariser.MAX_SENTENCE_CHARS))
        .toList();
  }

  /** One more for each kind of cue, however often it is there. */
  private static int score(List<Pattern> cues, String text) {
    long kinds = cues.stream().filter(cue -> cue.matcher(text).find()).count();
    return (int) Math.min(HIGHEST, LOWEST + kinds);
  }

  private static String askedIn(Conversation conversation) {
    return String.join(
        "\n",
        conversation.messages().stream()
            .filter(message -> message.role() == Role.USER)
            .map(Message::content)
            .toList());
  }

  private static Pattern anyOf(String words) {
    return Pattern.compile(
        "\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
  }
}
