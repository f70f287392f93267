package dev.checkpoint4j.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedFiltersTest {
  private static final Path PAGE = Path.of("..", "docs", "query-language.md");

  @Test
  void everyExampleOfThePageIsAFilter() throws IOException {
    String page = Files.readString(PAGE);
    String examples = page.substring(page.indexOf("## Examples"));
    List<String> filters =
        examples
            .lines()
            .skip(1)
            .filter(line -> !line.isBlank() && !line.startsWith("```"))
            .toList();
    assertThat(filters).hasSizeGreaterThan(4);
    for (String filter : filters) {
      Filter parsed = Filter.parse(filter);
      assertThat(Filter.parse(parsed.toString())).isEqualTo(parsed);
    }
  }

  @Test
  void everyConditionOfThePageIsAFilter() throws IOException {
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf("| as text"), page.indexOf("| `f and g`"));
    List<String> filters =
        table
            .lines()
            .skip(2)
            .map(row -> row.split("\\|", -1)[1])
            .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results())
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertThat(filters).hasSizeGreaterThan(20).allSatisfy(Filter::parse);
  }
}
