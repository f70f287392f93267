package dev.checkpoint4j.benchmarks;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link TypedSummary} for mappers that know no arrays. */
public record BoxedSummary(
    String summary,
    @Nullable String request,
    @Nullable String topic,
    List<String> languages,
    @Nullable String task,
    @Nullable Integer concerningScore,
    @Nullable Integer userFrustration,
    List<String> assistantErrors,
    String chatId,
    Metadata metadata,
    @Nullable List<Double> embedding) {
  static BoxedSummary of(TypedSummary typed) {
    double[] values = typed.embedding();
    return new BoxedSummary(
        typed.summary(),
        typed.request(),
        typed.topic(),
        typed.languages(),
        typed.task(),
        typed.concerningScore(),
        typed.userFrustration(),
        typed.assistantErrors(),
        typed.chatId(),
        typed.metadata(),
        values == null ? null : Arrays.stream(values).boxed().toList());
  }
}
