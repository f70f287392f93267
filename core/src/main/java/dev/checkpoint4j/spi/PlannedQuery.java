package dev.checkpoint4j.spi;

import dev.checkpoint4j.CheckpointQuery;
import dev.checkpoint4j.query.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A query as a plan that the backend runs. */
final class PlannedQuery<T> implements CheckpointQuery<T> {
  private final AbstractCheckpointManager manager;
  private final CheckpointName name;
  private final ReadPlan<T> plan;

  PlannedQuery(AbstractCheckpointManager manager, CheckpointName name, ReadPlan<T> plan) {
    this.manager = manager;
    this.name = name;
    this.plan = plan;
  }

  @Override
  public CheckpointQuery<T> where(Filter filter) {
    Objects.requireNonNull(filter, "filter");
    Filter joined = plan.filter().isAll() ? filter : plan.filter().and(filter);
    return new PlannedQuery<>(manager, name, new ReadPlan<>(plan.binding(), joined, plan.limit()));
  }

  @Override
  public CheckpointQuery<T> where(String filter) {
    return where(Filter.parse(filter));
  }

  @Override
  public CheckpointQuery<Map<String, Object>> select(String... columns) {
    List<String> selected = List.of(columns);
    if (selected.isEmpty() || Set.copyOf(selected).size() != selected.size()) {
      throw new IllegalArgumentException(
          "select must name at least one column and none twice, but was " + selected);
    }
    return new PlannedQuery<>(
        manager,
        name,
        new ReadPlan<>(RecordBinding.ofColumns(selected), plan.filter(), plan.limit()));
  }

  @Override
  public CheckpointQuery<T> limit(long maxRows) {
    if (maxRows < 0) {
      throw new IllegalArgumentException("limit must not be negative but was " + maxRows);
    }
    return new PlannedQuery<>(
        manager,
        name,
        new ReadPlan<>(plan.binding(), plan.filter(), Math.min(maxRows, plan.limit())));
  }

  @Override
  public List<T> toList() {
    Optional<RecordSource<T>> opened = manager.source(name, plan);
    if (opened.isEmpty()) {
      return List.of();
    }
    try (RecordSource<T> source = opened.get()) {
      return Collections.unmodifiableList(source.readAll());
    }
  }

  @Override
  public Stream<T> stream() {
    return manager.stream(name, plan);
  }

  @Override
  public long count() {
    Optional<RecordSource<T>> opened = manager.source(name, plan);
    if (opened.isEmpty()) {
      return 0;
    }
    try (RecordSource<T> source = opened.get()) {
      return source.count();
    }
  }

  @Override
  public String explain() {
    List<String> lines = new ArrayList<>();
    lines.add("filter: " + plan.filter());
    if (plan.limit() != Long.MAX_VALUE) {
      lines.add("limit: " + plan.limit());
    }
    Optional<RecordSource<T>> opened = manager.source(name, plan);
    if (opened.isEmpty()) {
      lines.add("rows: none, there is no such checkpoint");
    } else {
      try (RecordSource<T> source = opened.get()) {
        lines.addAll(source.explain());
      }
    }
    return String.join("\n", lines);
  }
}
