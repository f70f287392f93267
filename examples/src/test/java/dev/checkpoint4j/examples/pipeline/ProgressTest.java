package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void theBarFillsUp() {
    assertThat(Progress.bar("s", 0, 4)).isEqualTo("s [" + " ".repeat(30) + "] 0/4");
    assertThat(Progress.bar("s", 2, 4)).contains("[" + "=".repeat(15) + " ");
    assertThat(Progress.bar("s", 4, 4)).isEqualTo("s [" + "=".repeat(30) + "] 4/4");
  }

  @Test
  void nothingIsLeftOfItAtTheEnd() {
    StringWriter terminal = new StringWriter();
    Progress progress = new Progress(new PrintWriter(terminal));

    progress.begin("summaries");
    progress.show(1, 2);
    progress.end();

    List<String> drawings = terminal.toString().lines().toList();
    assertThat(drawings.get(drawings.size() - 1))
        .isBlank()
        .hasSize(drawings.get(drawings.size() - 2).length());
    assertThat(terminal.toString()).endsWith("\r").doesNotContain("\n", "\u001b");
  }
}
