package dev.checkpoint4j.internal.store;

import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of all parts of a directory, one part open at a time. */
final class PartSource<T> implements RecordSource<T> {
  private final PartDirectory parts;
  private final ReadPlan<T> plan;
  private long remaining;
  private int next;
  private @Nullable FileSource<T> current;

  PartSource(PartDirectory parts, ReadPlan<T> plan) {
    this.parts = parts;
    this.plan = plan;
    this.remaining = plan.limit();
  }

  /** The part to read from; null after the last. */
  private @Nullable FileSource<T> part() {
    if (current == null && next < parts.size() && remaining > 0) {
      try {
        current = parts.read(next, new ReadPlan<>(plan.binding(), plan.filter(), remaining));
        next++;
      } catch (IOException e) {
        throw Failures.of(parts.where(), e);
      }
    }
    return current;
  }

  private void found(long results) {
    if (plan.limit() != Long.MAX_VALUE) {
      remaining -= results;
    }
  }

  @Override
  public @Nullable List<T> nextBatch() {
    for (FileSource<T> part = part(); part != null; part = part()) {
      List<T> batch = part.nextBatch();
      if (batch != null) {
        found(batch.size());
        return batch;
      }
      close();
    }
    return null;
  }

  @Override
  public List<T> readAll() {
    List<T> all = new ArrayList<>();
    for (FileSource<T> part = part(); part != null; part = part()) {
      List<T> results = part.readAll();
      found(results.size());
      all.addAll(results);
      close();
    }
    return all;
  }

  @Override
  public long count() {
    long count = 0;
    for (FileSource<T> part = part(); part != null; part = part()) {
      long results = part.count();
      found(results);
      count += results;
      close();
    }
    return count;
  }

  @Override
  public List<String> explain() {
    List<String> lines = new ArrayList<>();
    lines.add("parts: " + parts.size() + " files, read in the order of their names; the first:");
    FileSource<T> part = part();
    if (part != null) {
      lines.addAll(part.explain());
    }
    return lines;
  }

  @Override
  public void close() {
    FileSource<T> open = current;
    current = null;
    if (open != null) {
      open.close();
    }
  }
}
