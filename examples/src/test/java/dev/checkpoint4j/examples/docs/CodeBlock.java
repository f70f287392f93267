package dev.checkpoint4j.examples.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown document.
 *
 * @param language what stands behind the opening fence, such as {@code java}
 * @param line the line of the opening fence, from 1
 * @param above the line directly above the fence, empty if there is none
 * @param lines the lines between the fences, without the indentation of the opening one
 */
record CodeBlock(String language, int line, String above, List<String> lines) {
  private static final Pattern FENCE = Pattern.compile("( *)(```+|~~~+) *([\\w-]*).*");

  CodeBlock {
    lines = List.copyOf(lines);
  }

  /** All fenced blocks, in order; one that is never closed reaches to the end. */
  static List<CodeBlock> in(List<String> document) {
    List<CodeBlock> blocks = new ArrayList<>();
    for (int i = 0; i < document.size(); i++) {
      Matcher fence = FENCE.matcher(document.get(i));
      if (fence.matches()) {
        int end = closing(document, i + 1, fence.group(2));
        blocks.add(
            new CodeBlock(
                fence.group(3),
                i + 1,
                i == 0 ? "" : document.get(i - 1).strip(),
                outdented(document.subList(i + 1, end), fence.group(1).length())));
        i = end;
      }
    }
    return blocks;
  }

  /** The document with an empty line for each line of a block, so that line numbers stay. */
  static List<String> prose(List<String> document) {
    List<String> prose = new ArrayList<>(document);
    for (CodeBlock block : in(document)) {
      int end = Math.min(document.size(), block.line() + block.lines().size() + 1);
      for (int i = block.line() - 1; i < end; i++) {
        prose.set(i, "");
      }
    }
    return prose;
  }

  private static int closing(List<String> document, int from, String fence) {
    int i = from;
    while (i < document.size() && !document.get(i).strip().equals(fence)) {
      i++;
    }
    return i;
  }

  private static List<String> outdented(List<String> lines, int spaces) {
    return lines.stream()
        .map(line -> line.substring(Math.min(spaces, line.length() - line.stripLeading().length())))
        .toList();
  }
}
