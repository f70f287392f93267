package dev.checkpoint4j.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentCheckerTest {
  private static final String SOURCE =
      """
      class Guide {
        void run() {
          // docs:begin greet
          if (polite) {
            // docs:begin inner
            greet();
            // docs:end inner
          }

          // docs:end greet
        }
      }
      """;

  private static final String GREETING =
      """
      <!-- snippet: core/Guide.java#greet -->
      ```java
      if (polite) {
        greet();
      }
      ```
      """;

  private final Path root;

  DocumentCheckerTest(@TempDir Path root) {
    this.root = root;
  }

  @BeforeEach
  void makeRepository() throws IOException {
    Files.createDirectories(root.resolve("docs/format"));
    Files.createDirectories(root.resolve("core"));
    Files.writeString(root.resolve("core/Guide.java"), SOURCE);
    Files.writeString(root.resolve("docs/format/store.md"), "# The store, on disk\n\n## Locks\n");
  }

  @Test
  void aBlockEqualToItsRegionIsFine() {
    assertThat(problems(GREETING)).isEmpty();
  }

  @Test
  void aRegionInsideAnotherIsShownWithoutItsIndentation() {
    assertThat(problems("<!-- snippet: core/Guide.java#inner -->\n```java\ngreet();\n```\n"))
        .isEmpty();
  }

  @Test
  void aBlockInsideAListIsComparedWithoutTheIndentationOfItsFence() {
    assertThat(problems(GREETING.indent(3))).isEmpty();
  }

  @Test
  void aDriftedBlockIsFound() {
    assertThat(problems(GREETING.replace("polite", "rude")))
        .containsExactly("README.md:2: differs from core/Guide.java#greet");
  }

  @Test
  void aBlockThatLeavesALineOutIsFound() {
    assertThat(problems(GREETING.replace("  greet();\n", ""))).hasSize(1);
  }

  @Test
  void anUnknownRegionIsFound() {
    assertThat(problems(GREETING.replace("#greet", "#gone")))
        .containsExactly("README.md:2: no region gone in core/Guide.java");
  }

  @Test
  void anUnknownFileIsFound() {
    assertThat(problems(GREETING.replace("Guide", "Gone")))
        .containsExactly("README.md:2: no file core/Gone.java");
  }

  @Test
  void aJavaBlockWithoutACommentIsFound() {
    assertThat(problems("Text\n\n```java\nrun();\n```\n"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("README.md:3: no <!-- snippet");
  }

  @Test
  void aCommentThatIsNotDirectlyAboveDoesNotCount() {
    assertThat(problems(GREETING.replace("-->\n", "-->\n\n"))).hasSize(1);
  }

  @Test
  void aJavaBlockThatIsNeverClosedIsFound() {
    assertThat(problems(GREETING.replace("}\n```\n", "}\n\nMore text\n"))).hasSize(1);
  }

  @Test
  void otherBlocksAreLeftAlone() {
    assertThat(problems("```xml\n<a href=\"docs/gone.md\"/>\n```\n```\n[x](gone.md)\n```\n"))
        .isEmpty();
  }

  @Test
  void aCommandThatNamesAMissingFileIsFound() {
    assertThat(problems("```bash\nls\ncat docs/format/gone.md\n```\n"))
        .containsExactly("README.md:3: no file docs/format/gone.md");
  }

  @Test
  void aCommandMayNameWhatABuildOrARunMakes() {
    assertThat(
            problems("```bash\njava -jar core/target/x.jar --store jsonl:./checkpoints/a\n```\n"))
        .isEmpty();
  }

  @Test
  void aBuildProductOfAModuleThatIsNotThereIsFound() {
    assertThat(problems("```bash\njava -jar gone/target/x.jar\n```\n")).hasSize(1);
  }

  @Test
  void linksMayPointToFilesHeadingsAndOtherSites() {
    assertThat(
            problems(
                "# Top\n[a](docs/format/store.md) [b](docs/format/store.md#the-store-on-disk)"
                    + " [c](#top) [d](https://example.org/x.md) ![e](core)\n"))
        .isEmpty();
  }

  @Test
  void aLinkToAMissingFileOrHeadingIsFound() {
    assertThat(problems("[a](docs/gone.md)\n[b](docs/format/store.md#gone)\n"))
        .containsExactly(
            "README.md:1: link to docs/gone.md, which does not exist",
            "README.md:2: link to docs/format/store.md#gone, but there is no such heading");
  }

  @Test
  void aLinkIsRelativeToItsDocument() throws IOException {
    Path page = root.resolve("docs/format/jsonl.md");
    Files.writeString(page, "[up](../../core/Guide.java) [wrong](core/Guide.java)\n");

    assertThat(DocumentChecker.problems(root, page)).hasSize(1);
  }

  @Test
  void aMissingPathInBackQuotesIsFound() {
    assertThat(problems("`core/Guide.java`, `a/b`, `checkpoints/x.jsonl`, `core/Gone.java`\n"))
        .containsExactly("README.md:1: no file core/Gone.java");
  }

  @Test
  void aMissingDocumentInBackQuotesIsFound() {
    assertThat(problems("`GONE.md` and `README.md`\n"))
        .containsExactly("README.md:1: no file GONE.md");
  }

  @Test
  void regionsAreWrittenIntoTheirBlocksAndNothingElseChanges() throws IOException {
    Path document = root.resolve("README.md");
    String around = "# Top\n\n%s\n```xml\n<a/>\n```\n```java\nrun();\n```\nEnd\n";
    String stale = GREETING.replace("  greet();\n", "").replace("polite", "rude");
    Files.writeString(document, around.formatted(stale.indent(2)));

    SnippetWriter.update(root, document);

    assertThat(Files.readString(document)).isEqualTo(around.formatted(GREETING.indent(2)));
  }

  @Test
  void modulesAreReadFromTheTableAndFromTheBuild() {
    List<String> document =
        List.of(
            "| `no` |",
            "## Modules",
            "| module |",
            "| `core` | x |",
            "| [`cli`](cli) |",
            "# A",
            "| `b` |");

    assertThat(ModuleList.ofDocument(document)).containsExactly("cli", "core");
    assertThat(ModuleList.ofPom("<modules><module>cli</module>\n<module>core</module></modules>"))
        .containsExactly("cli", "core");
  }

  private List<String> problems(String readme) {
    Path document = root.resolve("README.md");
    try {
      Files.writeString(document, readme);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DocumentChecker.problems(root, document);
  }
}
