package dev.checkpoint4j.examples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the regions of the sources into the blocks of a document that show them. */
final class SnippetWriter {
  private SnippetWriter() {}

  /** Replaces each block under a snippet comment; one whose region is not found stays as it is. */
  static void update(Path root, Path document) throws IOException {
    List<String> before = DocumentChecker.read(document);
    List<String> after = new ArrayList<>();
    int copied = 0;
    for (CodeBlock block : CodeBlock.in(before)) {
      List<String> region = DocumentChecker.regionOf(root, block).orElse(block.lines());
      String indentation = indentation(before.get(block.line() - 1));
      after.addAll(before.subList(copied, block.line()));
      region.forEach(line -> after.add(line.isEmpty() ? line : indentation + line));
      copied = block.line() + block.lines().size();
    }
    after.addAll(before.subList(copied, before.size()));
    if (!after.equals(before)) {
      Files.writeString(document, String.join("\n", after) + "\n");
    }
  }

  private static String indentation(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }
}
