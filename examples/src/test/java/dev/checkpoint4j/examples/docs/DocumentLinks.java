package dev.checkpoint4j.examples.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks links, and paths in back-quotes, in the prose of a document. */
final class DocumentLinks {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]*)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

  private final Path root;
  private final Path document;

  DocumentLinks(Path root, Path document) {
    this.root = root;
    this.document = document;
  }

  List<String> problems(String line) {
    List<String> problems = new ArrayList<>();
    Matcher link = LINK.matcher(line);
    while (link.find()) {
      checkLink(link.group(1), problems);
    }
    RepositoryPaths paths = new RepositoryPaths(root);
    Matcher code = CODE.matcher(line);
    while (code.find()) {
      if (paths.isMissing(code.group(1)) && !Files.exists(resolve(code.group(1)))) {
        problems.add("no file " + code.group(1));
      }
    }
    return problems;
  }

  private void checkLink(String target, List<String> problems) {
    if (ELSEWHERE.matcher(target).matches()) {
      return;
    }
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? document : resolve(path);
    if (!Files.exists(file)) {
      problems.add("link to " + target + ", which does not exist");
    } else if (hash >= 0 && !hasHeading(file, target.substring(hash + 1))) {
      problems.add("link to " + target + ", but there is no such heading");
    }
  }

  private Path resolve(String path) {
    return Objects.requireNonNull(document.getParent(), "parent").resolve(path).normalize();
  }

  private static boolean hasHeading(Path file, String anchor) {
    return CodeBlock.prose(DocumentChecker.read(file)).stream()
        .filter(line -> line.startsWith("#"))
        .anyMatch(line -> anchorOf(line).equals(anchor));
  }

  /** As the usual web views of Markdown make it: lower case, hyphens for spaces, no punctuation. */
  static String anchorOf(String heading) {
    return heading
        .replaceAll("^#+\\s*", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
        .strip()
        .replace(' ', '-');
  }
}
