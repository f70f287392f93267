package dev.checkpoint4j.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The short way gives what the generator and the parser give, or nothing. */
class PlainJsonTest {
  private static final long SEED = Long.getLong("checkpoint4j.seed", 20_261_121);
  private static final String CHARS = "abz09 ~\u007f\u0000\n\t\"\\\\/\u00e9\u20ac$:{}[],-.";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final MapCodec MAPS =
      new MapCodec(MapCodec.Keys.STRINGS, UntypedCodec.PLAIN, LinkedHashMap::new);

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      boolean usual = random.nextInt(8) > 0;
      text.append(usual ? 'a' : CHARS.charAt(random.nextInt(CHARS.length())));
    }
    return text.toString();
  }

  private static Object value(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      default -> text(random);
    };
  }

  @Test
  void whatIsWrittenIsWhatTheGeneratorWrites() throws IOException {
    Random random = new Random(SEED);
    int plain = 0;
    for (int i = 0; i < 20_000; i++) {
      Object value = value(random);
      String written = PlainJson.write(value);
      if (written != null) {
        assertThat(written).as("seed %s", SEED).isEqualTo(MAPPER.writeValueAsString(value));
        plain++;
      }
    }
    assertThat(plain).as("seed %s", SEED).isBetween(2_000, 19_000);
  }

  @Test
  void whatIsReadIsWhatTheParserReads() throws IOException {
    Random random = new Random(SEED);
    int plain = 0;
    for (int i = 0; i < 20_000; i++) {
      String json = MAPPER.writeValueAsString(value(random));
      Object read = PlainJson.read(json);
      if (read != null) {
        assertThat(read)
            .as("%s, seed %s", json, SEED)
            .isEqualTo(MAPPER.readValue(json, Object.class));
        plain++;
      }
    }
    assertThat(plain).as("seed %s", SEED).isBetween(2_000, 19_000);
  }

  @Test
  void whatIsNoJsonIsLeftToTheParser() {
    for (String json :
        new String[] {
          "", "\"", "01", "-1", "+1", "1.5", "tru", "falsey", "null", "\"a\"b\"", "1 "
        }) {
      assertThat(PlainJson.read(json)).as(json).isNull();
    }
  }

  @Test
  void mapsOfPlainValuesAreWrittenAsTheGeneratorWritesThem() throws IOException {
    Random random = new Random(SEED);
    int plain = 0;
    for (int i = 0; i < 5_000; i++) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (int k = random.nextInt(5); k > 0; k--) {
        map.put(text(random), random.nextInt(20) == 0 ? null : value(random));
      }
      String written = MAPS.plainText(map);
      if (written != null) {
        assertThat(written).as("seed %s", SEED).isEqualTo(MAPPER.writeValueAsString(map));
        plain++;
      }
    }
    assertThat(plain).as("seed %s", SEED).isBetween(500, 4_900);
  }

  @Test
  void aMapThatLooksLikeATagIsLeftToTheGenerator() {
    assertThat(MAPS.plainText(Map.of(Tags.PREFIX + "int64", 1))).isNull();
    assertThat(MAPS.plainText(Map.of("a", 1))).isEqualTo("{\"a\":1}");
  }
}
