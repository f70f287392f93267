package dev.checkpoint4j.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The documents show code that is compiled and run, and name files that exist. With {@code
 * -Dcheckpoint4j.docs=update} the code is written into the documents first.
 */
class DocumentationTest {
  private static final Path ROOT = root();

  @Test
  void everyDocumentSaysWhatIsSo() throws IOException {
    List<Path> documents = documents();

    if ("update".equals(System.getProperty("checkpoint4j.docs"))) {
      for (Path document : documents) {
        SnippetWriter.update(ROOT, document);
      }
    }
    assertThat(documents).contains(ROOT.resolve("README.md"));
    assertThat(documents)
        .flatMap(document -> DocumentChecker.problems(ROOT, document))
        .as(
            "code is written into the documents by -Dtest=DocumentationTest -Dcheckpoint4j.docs=update")
        .isEmpty();
  }

  @Test
  void theArchitectureNamesTheModulesOfTheBuild() throws IOException {
    assertThat(ModuleList.ofDocument(DocumentChecker.read(ROOT.resolve("ARCHITECTURE.md"))))
        .isEqualTo(ModuleList.ofPom(Files.readString(ROOT.resolve("pom.xml"))));
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** Tests run in the module's directory; the repository is where the module list is. */
  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("bom"))) {
      directory = Objects.requireNonNull(directory.getParent(), "no repository around the tests");
    }
    return directory;
  }
}
