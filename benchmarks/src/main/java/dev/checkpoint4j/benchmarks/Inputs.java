package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The records of a workload: the module's own, or those of JSON Lines files that other tools are
 * measured with, from the directory that {@code -Dcheckpoint4j.data=} names.
 */
final class Inputs {
  private Inputs() {}

  static List<Object> records(Workload workload) throws IOException {
    String data = System.getProperty("checkpoint4j.data", "");
    if (data.isEmpty()) {
      return workload.records();
    }
    Path file =
        Path.of(data)
            .resolve(
                switch (workload) {
                  case SUMMARIES -> "summaries_100k.jsonl";
                  case EMBEDDINGS -> "summaries_emb_20k.jsonl";
                  case ROWS -> "rows_1m.jsonl";
                });
    try (MappingIterator<Object> lines =
        WorkloadFiles.JACKSON.readerFor(workload.type()).readValues(file.toFile())) {
      return lines.readAll();
    }
  }

  static TypedSummary typed(Summary summary) {
    return new TypedSummary(
        summary.summary(),
        summary.request(),
        summary.topic(),
        summary.languages(),
        summary.task(),
        summary.concerningScore(),
        summary.userFrustration(),
        summary.assistantErrors(),
        summary.chatId(),
        new Metadata(
            entry(summary, "conversation_turns", Integer.class),
            entry(summary, "model", String.class),
            entry(summary, "winner", Boolean.class),
            entry(summary, "question_id", Integer.class)),
        summary.embedding());
  }

  /** Inputs without one of the entries are not those of the workloads. */
  private static <V> V entry(Summary summary, String key, Class<V> type) {
    return Objects.requireNonNull(
        type.cast(summary.metadata().get(key)), () -> "no metadata " + key);
  }
}
