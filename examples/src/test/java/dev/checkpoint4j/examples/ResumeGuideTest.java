package dev.checkpoint4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.Explanation;
import dev.checkpoint4j.FailurePolicy;
import dev.checkpoint4j.Fingerprint;
import dev.checkpoint4j.PruneReport;
import dev.checkpoint4j.ResumableStep;
import dev.checkpoint4j.StepReport;
import dev.checkpoint4j.StepResult;
import dev.checkpoint4j.VersionDiff;
import dev.checkpoint4j.VersionInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the pages on resuming, fingerprints and versions, compiled and run. */
class ResumeGuideTest {
  private record Chat(String id, String text) {}

  private record Answer(String id, int length) {}

  private static final List<Chat> CHATS =
      List.of(new Chat("a", "Bake bread"), new Chat("b", "Fly home"), new Chat("c", "Sort a list"));

  private final String model = "small";
  private final String prompt = "How long is it?";
  private final CheckpointManager checkpoints;

  ResumeGuideTest(@TempDir Path dir) {
    this.checkpoints = CheckpointManagers.open("jsonl:" + dir.resolve("checkpoints"));
  }

  private Answer answer(Chat chat) {
    return new Answer(chat.id(), chat.text().length());
  }

  private List<Answer> answerAll() {
    return CHATS.stream().map(this::answer).toList();
  }

  @Test
  void theLoop() {
    // docs:begin loop
    try (ResumableStep<Answer> step = checkpoints.resume("answers", Answer.class, Answer::id)) {
      for (Chat chat : CHATS) {
        if (!step.contains(chat.id())) {
          step.add(answer(chat));
        }
      }
      step.complete();
    }
    // docs:end loop
    assertThat(checkpoints.load("answers", Answer.class)).contains(answerAll());
  }

  @Test
  void theWholeStep() {
    // docs:begin step
    StepResult<Answer> answers =
        checkpoints
            .step("answers")
            .input(CHATS, Chat::id)
            .output(Answer.class)
            .param("model", model)
            .param("prompt", prompt)
            .threads(4)
            .retries(3, Duration.ofMillis(500))
            .onFailure(FailurePolicy.stopAtRate(0.05, 100))
            .flushEvery(50, Duration.ofSeconds(5))
            .map(this::answer);
    // docs:end step
    assertThat(answers.records()).isEqualTo(answerAll());
  }

  @Test
  void theFailedRowsAlone() {
    checkpoints
        .step("answers")
        .input(CHATS, Chat::id)
        .output(Answer.class)
        .param("model", model)
        .onFailure(FailurePolicy.GO_ON)
        .map(
            (Chat chat) -> {
              if (chat.id().equals("b")) {
                throw new IllegalStateException("no answer");
              }
              return answer(chat);
            });
    assertThat(checkpoints.failures("answers")).hasSize(1);
    // docs:begin failures
    StepReport report =
        checkpoints
            .step("answers")
            .input(CHATS, Chat::id)
            .output(Answer.class)
            .param("model", model)
            .onFailure(FailurePolicy.GO_ON)
            .onlyFailures()
            .map(this::answer)
            .report();
    if (!report.completed()) {
      System.out.println(report.failed() + " failed again, " + report.missing() + " never tried");
    }
    // docs:end failures
    assertThat(report.completed()).isTrue();
    assertThat(report.computed()).isEqualTo(1);
    assertThat(checkpoints.load("answers", Answer.class)).contains(answerAll());
  }

  @Test
  void theWholeResult() {
    // docs:begin compute
    Fingerprint fingerprint =
        Fingerprint.version("v3")
            .param("model", model)
            .inputs(CHATS, Chat.class, Chat::id)
            .output(Answer.class);

    Explanation why = checkpoints.explain("answers", fingerprint);
    List<Answer> answers =
        checkpoints.getOrCompute("answers", Answer.class, fingerprint, this::answerAll);
    // docs:end compute
    assertThat(why.hit()).isFalse();
    assertThat(answers).isEqualTo(answerAll());
  }

  @Test
  void theVersions() {
    checkpoints.save("answers", Answer.class, answerAll());
    checkpoints.save("answers", Answer.class, answerAll().subList(0, 2));
    // docs:begin versions
    List<VersionInfo> versions = checkpoints.versions("answers"); // newest first
    long previous = versions.get(1).version();

    Optional<List<Answer>> old = checkpoints.load("answers", Answer.class, previous);
    VersionDiff diff =
        checkpoints.diff("answers", Answer.class, previous, versions.get(0).version(), Answer::id);

    checkpoints.tag("answers", previous, "before-the-new-prompt"); // kept for ever
    checkpoints.rollback("answers", previous); // becomes version 3
    PruneReport report = checkpoints.prune(true); // what a prune would remove
    // docs:end versions
    assertThat(old).contains(answerAll());
    assertThat(diff.removed()).isEqualTo(1);
    assertThat(report.files()).isEmpty();
    assertThat(checkpoints.load("answers", Answer.class)).contains(answerAll());
  }
}
