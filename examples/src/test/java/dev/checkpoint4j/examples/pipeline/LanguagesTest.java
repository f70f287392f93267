package dev.checkpoint4j.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do I boil an egg so that it stays soft?|english",
        "Wie kann ich ein Ei so kochen, dass es weich bleibt?|german",
        "Comment est-ce que je peux faire cuire un œuf ?|french",
        "¿Cómo puedo hervir un huevo para que esté blando?|spanish",
        "Come posso fare un uovo che sia morbido, se non ho una pentola?|italian",
        "Como posso fazer um ovo mole se não tenho uma panela?|portuguese",
        "Hoe kan ik een ei koken zodat het zacht blijft?|dutch",
        "静かなお寺を教えてください|japanese",
        "请帮我解释一下什么是机器学习|chinese",
        "회의록을 요약해 주세요|korean",
        "Как сварить яйцо?|russian"
      })
  void aTextShowsItsLanguage(String text, String language) {
    assertThat(Languages.of(text)).contains(language);
  }

  @Test
  void tooFewSignsGiveNone() {
    assertThat(Languages.of("2 + 2")).isEmpty();
    assertThat(Languages.of("Ibuprofen")).isEmpty();
    assertThat(Languages.of("")).isEmpty();
  }

  @Test
  void eachLanguageIsListedOnceInTheOrderOfAppearance() {
    assertThat(Languages.of(List.of("Wie ist das?", "what is it", "Und was ist das?")))
        .containsExactly("german", "english");
  }
}
