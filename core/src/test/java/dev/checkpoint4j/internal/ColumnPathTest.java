package dev.checkpoint4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.InvalidQueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnPathTest {
  @Test
  void dotsSeparateNamesAndBackQuotesKeepThem() {
    assertThat(ColumnPath.parse("score")).containsExactly("score");
    assertThat(ColumnPath.parse("metadata.model")).containsExactly("metadata", "model");
    assertThat(ColumnPath.parse("`odd.name`.x")).containsExactly("odd.name", "x");
    assertThat(ColumnPath.parse("a.`b``c`")).containsExactly("a", "b`c");
    assertThat(ColumnPath.parse("a.``.b")).containsExactly("a", "", "b");
    assertThat(ColumnPath.parse("größe-2.名")).containsExactly("größe-2", "名");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "##|1", ".a|1", "a.|3", "a..b|3", "a b|2", "`a|1", "`a`b|4", "a`b`|2", "a'b|2",
      })
  void whatIsNoPathIsRefusedWithThePosition(String path, int position) {
    assertThatThrownBy(() -> ColumnPath.parse(path))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("at position " + position + ",");
  }

  @Test
  void printedPathsParseBackToTheirNames() {
    long seed = 11;
    Random random = new Random(seed);
    String alphabet = "ab.`'\" \t\u0000é名";
    for (int round = 0; round < 2_000; round++) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        StringBuilder name = new StringBuilder();
        for (int k = random.nextInt(4); k > 0; k--) {
          name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        names.add(name.toString());
      }
      assertThat(ColumnPath.parse(ColumnPath.print(names))).as("seed %s", seed).isEqualTo(names);
    }
  }
}
