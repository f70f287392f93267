package dev.checkpoint4j.multi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How several stores stand. Immutable.
 *
 * @param save the save strategy
 * @param load the load strategy
 * @param policy the failure policy
 * @param children the stores in their order
 */
public record MultiStats(
    SaveStrategy save, LoadStrategy load, FailurePolicy policy, List<ChildStats> children) {
  /** Copies the list. */
  public MultiStats {
    children = List.copyOf(children);
  }

  /**
   * How one store stands.
   *
   * @param name its name
   * @param format its format
   * @param place where it is, without secrets
   * @param enabled whether it takes part at all
   * @param readOnly whether saves and deletes pass it by
   * @param checkpoints how many it has; empty if it is disabled or cannot be read
   * @param bytes what they take together
   * @param lag of how many checkpoints it has no copy, or an older one than another store
   * @param lastError its last failure since it was opened, without contents
   */
  public record ChildStats(
      String name,
      String format,
      String place,
      boolean enabled,
      boolean readOnly,
      OptionalLong checkpoints,
      OptionalLong bytes,
      OptionalLong lag,
      Optional<String> lastError) {}
}
