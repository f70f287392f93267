package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Where figures were measured. */
final class Environment {
  private Environment() {}

  static ObjectNode describe() throws IOException {
    ObjectNode environment = Json.MAPPER.createObjectNode();
    environment.put("date", LocalDate.now(java.time.ZoneOffset.UTC).toString());
    environment.put("processors", Runtime.getRuntime().availableProcessors());
    environment.put("processor", processor());
    environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    environment.put(
        "jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    return environment;
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }
}
