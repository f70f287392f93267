package dev.checkpoint4j.benchmarks;

import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
            (Integer) summary.metadata().get("conversation_turns"),
            (String) summary.metadata().get("model"),
            (Boolean) summary.metadata().get("winner"),
            (Integer) summary.metadata().get("question_id")),
        summary.embedding());
  }
}
