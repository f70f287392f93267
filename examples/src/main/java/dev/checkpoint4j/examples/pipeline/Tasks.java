package dev.checkpoint4j.examples.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names the kind of work that is asked for, by the first verb that gives it away. */
final class Tasks {
  private static final Map<String, Pattern> TASKS = new LinkedHashMap<>();

  static {
    add(
        "fix a problem",
        "fix|debug|error|exception|fails?|broken|not working|crash\\w*|fehler|erreur");
    add("translate", "translat\\w*|übersetz\\w*|tradui\\w*|tradu[cz]\\w*|übersetzung");
    add("summarise", "summari[sz]e\\w*|summary|zusammenfass\\w*|résum\\w*|resum\\w*");
    add("correct a text", "proofread|grammar|spelling|rewrite|rephrase|korrigier\\w*|corrig\\w*");
    add(
        "compare",
        "compare|comparison|difference|versus|vs|better|vergleich\\w*|différence|diferencia");
    add("plan", "plan|itinerary|schedule|organi[sz]e|trip|planen|planifi\\w*|planear|viaje|reise");
    add("calculate", "calculate|compute|how (?:many|much)|percent\\w*|berechne\\w*|calcul\\w*");
    add(
        "write",
        "write|draft|compose|create|craft|schreib\\w*|écri\\w*|escrib\\w*|scriv\\w*|poem|story");
    add(
        "explain",
        "explain|what (?:is|are|does)|why|how (?:do|does|can|to)|erklär\\w*|expli\\w*|spieg\\w*");
    add(
        "advise",
        "recommend|suggest|advice|should i|tips?|empfehl\\w*|conseil\\w*|consej\\w*|consigli\\w*");
  }

  private Tasks() {}

  /** The task, or null if nothing gives it away. */
  static @Nullable String of(String request) {
    return TASKS.entrySet().stream()
        .filter(task -> task.getValue().matcher(request).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static void add(String task, String words) {
    TASKS.put(
        task,
        Pattern.compile(
            "\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS));
  }
}
