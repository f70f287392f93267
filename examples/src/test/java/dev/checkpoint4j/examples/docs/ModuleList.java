package dev.checkpoint4j.examples.docs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modules that the build and the architecture page name. */
final class ModuleList {
  private static final Pattern IN_POM = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern IN_TABLE = Pattern.compile("\\|\\s*\\[?`([^`]+)`.*");

  private ModuleList() {}

  static Set<String> ofPom(String pom) {
    Set<String> modules = new TreeSet<>();
    Matcher matcher = IN_POM.matcher(pom);
    while (matcher.find()) {
      modules.add(matcher.group(1).strip());
    }
    return modules;
  }

  /** The first cells of the table under the heading "Modules". */
  static Set<String> ofDocument(List<String> document) {
    Set<String> modules = new TreeSet<>();
    boolean inSection = false;
    for (String line : document) {
      if (line.startsWith("#")) {
        inSection = line.matches("#+\\s*Modules\\s*");
      }
      Matcher row = IN_TABLE.matcher(line);
      if (inSection && row.matches()) {
        modules.add(row.group(1));
      }
    }
    return modules;
  }
}
