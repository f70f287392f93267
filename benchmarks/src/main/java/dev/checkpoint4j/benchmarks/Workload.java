package dev.checkpoint4j.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What is saved and loaded; the same records in every run. */
public enum Workload {
  /** 100,000 conversation summaries without an embedding, about a kilobyte each. */
  SUMMARIES(Summary.class, 100_000) {
    @Override
    IntFunction<Object> records(Random random) {
      SummaryMaker maker = new SummaryMaker(random, 0);
      return maker::make;
    }
  },
  /** 20,000 summaries with an embedding of 384 float32 values, about 9 kilobytes each. */
  EMBEDDINGS(Summary.class, 20_000) {
    @Override
    IntFunction<Object> records(Random random) {
      SummaryMaker maker = new SummaryMaker(random, 384);
      return maker::make;
    }
  },
  /** 1,000,000 rows of about 150 bytes. */
  ROWS(FlatRow.class, 1_000_000) {
    @Override
    IntFunction<Object> records(Random random) {
      return i -> row(i, random);
    }
  };

  private static final long SEED = 20261121;
  private static final List<String> NAMES =
      List.of("alice", "bruno", "chen", "divya", "emeka", "farah", "goran", "hana");
  private static final List<String> WORDS =
      List.of(
          "invoice",
          "refund",
          "delivery",
          "account",
          "password",
          "upgrade",
          "billing",
          "support",
          "outage",
          "feedback");

  private final Class<?> type;
  private final int count;

  Workload(Class<?> type, int count) {
    this.type = type;
    this.count = count;
  }

  /** The records' class. */
  @SuppressWarnings("unchecked") // each constant names the class of what it makes
  public Class<Object> type() {
    return (Class<Object>) type;
  }

  /**
   * The records; as many as {@code -Dcheckpoint4j.rows=} says where a run is only to show that
   * everything works.
   */
  public List<Object> records() {
    return records(expectedCount());
  }

  /** How many {@link #records()} makes. */
  int expectedCount() {
    return Math.min(count, Integer.getInteger("checkpoint4j.rows", count));
  }

  /** Keeps about one record in a hundred. */
  String filter() {
    return this == ROWS
        ? "score >= 0.99 and active = true"
        : "concerning_score >= 4 and user_frustration >= 3";
  }

  /** The first of the records. */
  public List<Object> records(int limit) {
    IntFunction<Object> maker = records(new Random(SEED));
    List<Object> records = new ArrayList<>(limit);
    for (int i = 0; i < limit; i++) {
      records.add(maker.apply(i));
    }
    return records;
  }

  abstract IntFunction<Object> records(Random random);

  private static FlatRow row(int i, Random random) {
    List<String> shuffled = new ArrayList<>(WORDS);
    Collections.shuffle(shuffled, random);
    StringBuilder note = new StringBuilder(Prose.pick(WORDS, random));
    for (int n = random.nextInt(5); n >= 0; n--) {
      note.append(' ').append(Prose.pick(WORDS, random));
    }
    return new FlatRow(
        i,
        Prose.pick(NAMES, random) + (1 + random.nextInt(50_000)),
        Math.round(random.nextDouble() * 1e6) / 1e6,
        Prose.pick(WORDS, random),
        List.copyOf(shuffled.subList(0, random.nextInt(4))),
        note.toString(),
        random.nextBoolean());
  }

  /** Makes summaries in which fields are missing as often as in real ones. */
  private static final class SummaryMaker {
    private static final List<String> MODELS =
        List.of("alpaca-13b", "claude-v1", "gpt-4", "llama-13b", "palm-2", "vicuna-13b-v1.2");
    private static final List<String> LANGUAGES =
        List.of("python", "java", "sql", "french", "german");
    private static final List<String> TOPICS =
        List.of("software development", "creative writing", "mathematics", "history", "travel");

    private final Random random;
    private final int dimensions;
    private final Prose summary;
    private final Prose request;
    private final Prose task;

    SummaryMaker(Random random, int dimensions) {
      this.random = random;
      this.dimensions = dimensions;
      this.summary = new Prose(random, 157);
      this.request = new Prose(random, 216);
      this.task = new Prose(random, 143);
    }

    Summary make(int i) {
      return new Summary(
          summary.text(random, 1 + (random.nextInt(4) + 1) / 2),
          chance(.95) ? request.text(random, 1) : null,
          chance(.9) ? Prose.pick(TOPICS, random) : null,
          chance(.9) ? List.of("english") : List.of("english", Prose.pick(LANGUAGES, random)),
          chance(.95) ? task.text(random, 1) : null,
          score(70, 82, 90, 94, 96),
          score(60, 78, 88, 93, 96),
          chance(.8) ? List.of() : List.of(task.text(random, 1)),
          String.format("%016x-%d", random.nextLong(), i),
          metadata(),
          dimensions == 0 ? null : embedding());
    }

    private Map<String, Object> metadata() {
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("conversation_turns", 1 + random.nextInt(12));
      metadata.put("model", Prose.pick(MODELS, random));
      metadata.put("winner", random.nextBoolean());
      metadata.put("question_id", 80 + random.nextInt(81));
      return metadata;
    }

    private @Nullable Integer score(int... percent) {
      int drawn = random.nextInt(100);
      for (int i = 0; i < percent.length; i++) {
        if (drawn < percent[i]) {
          return i + 1;
        }
      }
      return null;
    }

    private boolean chance(double probability) {
      return random.nextDouble() < probability;
    }

    private double[] embedding() {
      double[] values = random.doubles(dimensions).toArray();
      double norm = 0;
      for (int i = 0; i < dimensions; i++) {
        values[i] = random.nextGaussian();
        norm += values[i] * values[i];
      }
      for (int i = 0; i < dimensions; i++) {
        values[i] = (float) (values[i] / Math.sqrt(norm));
      }
      return values;
    }
  }
}
