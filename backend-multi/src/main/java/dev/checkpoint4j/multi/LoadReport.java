package dev.checkpoint4j.multi;

import java.util.List;
import java.util.Optional;

/**
 * A load from several stores, with what each of them said. Immutable.
 *
 * @param records the records; empty if there is no such checkpoint
 * @param children each store that was asked
 * @param <T> the record type
 */
public record LoadReport<T>(Optional<List<T>> records, List<ChildOutcome> children) {
  /** Copies the list. */
  public LoadReport {
    children = List.copyOf(children);
  }
}
