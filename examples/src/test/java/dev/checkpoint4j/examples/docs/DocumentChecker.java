package dev.checkpoint4j.examples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a document says that is not so. One for each document. */
final class DocumentChecker {
  private static final Pattern SNIPPET = Pattern.compile("<!-- snippet: (\\S+)#(\\S+) -->");

  private static final Pattern WORD_ENDS = Pattern.compile("[\\s\"'=,]+");

  private final Path root;
  private final Path document;
  private final List<String> lines;
  private final List<String> problems = new ArrayList<>();

  private DocumentChecker(Path root, Path document) {
    this.root = root;
    this.document = document;
    this.lines = read(document);
  }

  /** One line for each problem: the document, the line, what is wrong. Empty if all is well. */
  static List<String> problems(Path root, Path document) {
    DocumentChecker checker = new DocumentChecker(root, document);
    CodeBlock.in(checker.lines).forEach(checker::checkBlock);
    DocumentLinks links = new DocumentLinks(root, document);
    List<String> prose = CodeBlock.prose(checker.lines);
    for (int i = 0; i < prose.size(); i++) {
      for (String problem : links.problems(prose.get(i))) {
        checker.problem(i + 1, problem);
      }
    }
    return checker.problems;
  }

  private void checkBlock(CodeBlock block) {
    switch (block.language()) {
      case "java" -> checkSnippet(block);
      case "bash" -> checkCommands(block);
      default -> {}
    }
  }

  private void checkSnippet(CodeBlock block) {
    Matcher comment = SNIPPET.matcher(block.above());
    if (!comment.matches()) {
      problem(block.line(), "no <!-- snippet: path/File.java#NAME --> directly above the block");
      return;
    }
    Optional<List<String>> region = regionOf(root, block);
    if (!Files.isRegularFile(root.resolve(comment.group(1)))) {
      problem(block.line(), "no file " + comment.group(1));
    } else if (region.isEmpty()) {
      problem(block.line(), "no region " + comment.group(2) + " in " + comment.group(1));
    } else if (!region.get().equals(block.lines())) {
      problem(block.line(), "differs from " + comment.group(1) + "#" + comment.group(2));
    }
  }

  private void checkCommands(CodeBlock block) {
    RepositoryPaths paths = new RepositoryPaths(root);
    for (int i = 0; i < block.lines().size(); i++) {
      for (String word : words(block.lines().get(i))) {
        if (paths.isMissing(word)) {
          problem(block.line() + i + 1, "no file " + word);
        }
      }
    }
  }

  private static List<String> words(String command) {
    return WORD_ENDS.splitAsStream(command.replaceAll("#.*", "")).toList();
  }

  private void problem(int line, String what) {
    problems.add(root.relativize(document) + ":" + line + ": " + what);
  }

  /** The region that the comment above a block names; empty if there is none. */
  static Optional<List<String>> regionOf(Path root, CodeBlock block) {
    Matcher comment = SNIPPET.matcher(block.above());
    if (!comment.matches() || !Files.isRegularFile(root.resolve(comment.group(1)))) {
      return Optional.empty();
    }
    return Region.of(read(root.resolve(comment.group(1))), comment.group(2));
  }

  static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
