package dev.checkpoint4j.examples;

import static dev.checkpoint4j.query.Field.field;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.CheckpointWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything that most programs need: save, load, query, write and stream in bounded memory, look
 * around. Takes a checkpoint URL, by default {@code jsonl:./checkpoints}.
 */
public final class QuickStart {
  /** Any record will do. */
  public record Answer(
      String question, String text, double confidence, List<String> sources, Instant at) {}

  private QuickStart() {}

  /** Runs it. */
  public static void main(String[] args) {
    String url = args.length > 0 ? args[0] : "jsonl:./checkpoints";
    try (CheckpointManager checkpoints = CheckpointManagers.open(url)) {
      saveAndLoad(checkpoints);
      query(checkpoints);
      writeAndStream(checkpoints);
      lookAround(checkpoints);
    }
  }

  private static void saveAndLoad(CheckpointManager checkpoints) {
    Instant now = Instant.parse("2026-03-02T07:41:13.250417Z");
    checkpoints.save(
        "answers",
        Answer.class,
        List.of(
            new Answer("Why is the sky blue?", "Scattering.", 0.98, List.of("optics"), now),
            new Answer("Is it late?", "It depends.", 0.35, List.of(), now.plusNanos(1)),
            new Answer("How far is the moon?", "384,400 km.", 0.99, List.of("almanac"), now)));

    Optional<List<Answer>> loaded = checkpoints.load("answers", Answer.class);

    System.out.println("loaded " + loaded.orElseThrow().size() + " answers");
    System.out.println("loaded nothing: " + checkpoints.load("questions", Answer.class).isEmpty());
  }

  private static void query(CheckpointManager checkpoints) {
    List<Answer> sure =
        checkpoints
            .query("answers", Answer.class)
            .where(field("confidence").ge(0.9).and(field("sources").has("optics")))
            .toList();
    long unsure = checkpoints.query("answers", Answer.class).where("confidence < 0.5").count();

    System.out.println("sure: " + sure.get(0).text() + " unsure: " + unsure);
  }

  private static void writeAndStream(CheckpointManager checkpoints) {
    try (CheckpointWriter<Answer> writer = checkpoints.writer("many/answers", Answer.class)) {
      IntStream.range(0, 100_000)
          .mapToObj(
              i -> new Answer("How much is " + i + "?", "A lot.", 0.5, List.of(), Instant.EPOCH))
          .forEach(writer::write);
      writer.commit();
    }
    try (Stream<Answer> answers = checkpoints.stream("many/answers", Answer.class)) {
      System.out.println("streamed " + answers.filter(a -> a.question().endsWith("7?")).count());
    }
  }

  private static void lookAround(CheckpointManager checkpoints) {
    for (String name : checkpoints.list()) {
      CheckpointInfo info = checkpoints.info(name).orElseThrow();
      System.out.println(
          name + ": " + info.rows().orElseThrow() + " rows, version " + info.version());
    }
    System.out.println(checkpoints.verify("answers").status());
  }
}
