package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.multi.ChildOutcome.Status;
import dev.checkpoint4j.multi.CopyReport.State;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the copies that several stores have of a checkpoint, and makes them equal. */
final class Copies {
  private static final Logger LOG = LoggerFactory.getLogger(MultiCheckpointManager.class);

  private final MultiBackend owner;

  Copies(MultiBackend owner) {
    this.owner = owner;
  }

  /** The stores that should have a copy: those that saves go to. */
  private List<Child> expected() {
    List<Child> all = owner.enabled();
    return all.stream().noneMatch(Child::takesSaves) ? all : owner.savers();
  }

  /** Reads every copy and compares them. */
  CopyReport report(CheckpointName name) {
    return new CopyReport(name.value(), compare(name, examine(name)));
  }

  private List<Examined> examine(CheckpointName name) {
    List<Examined> examined = new ArrayList<>();
    for (Child child : expected()) {
      examined.add(Examined.of(child, name));
    }
    return examined;
  }

  private static List<CopyReport.Copy> compare(CheckpointName name, List<Examined> all) {
    Optional<Examined> reference = Examined.newest(all);
    List<CopyReport.Copy> copies = new ArrayList<>();
    for (Examined each : all) {
      copies.add(
          reference.isEmpty() || !each.isReadable()
              ? each.unreadable()
              : each.against(name, reference.get()));
    }
    return copies;
  }

  /** What the copies come to together: damaged if any is, or if they differ. */
  Verification verification(CheckpointName name) {
    List<Examined> all = examine(name);
    Survey survey = new Survey(owner, "verify checkpoint \"" + name + "\"", expected());
    survey.each(child -> unreachable(child, all));
    survey.require(owner.policy());
    List<Examined> reached =
        all.stream().filter(each -> each.state() != State.UNREACHABLE).toList();
    if (reached.stream().allMatch(each -> each.state() == State.ABSENT)) {
      return new Verification(name.value(), Verification.Status.ABSENT, 0, 0, Optional.empty());
    }
    CopyReport report = new CopyReport(name.value(), compare(name, reached));
    Examined first = Examined.newest(reached).orElse(reached.get(0));
    if (report.copies().stream().allMatch(Copies::isEqual)) {
      boolean checked = reached.stream().allMatch(each -> each.version() > 0);
      return new Verification(
          name.value(),
          checked ? Verification.Status.INTACT : Verification.Status.UNVERIFIED,
          first.rows(),
          first.bytes(),
          Optional.empty());
    }
    return new Verification(
        name.value(),
        Verification.Status.DAMAGED,
        first.rows(),
        first.bytes(),
        Optional.of(damage(name, report)));
  }

  private static boolean isEqual(CopyReport.Copy copy) {
    return copy.state() == State.SAME || copy.state() == State.OLDER_NUMBER;
  }

  private static ChildOutcome unreachable(Child child, List<Examined> all) {
    for (Examined each : all) {
      if (each.child() == child && each.failure() != null && each.state() == State.UNREACHABLE) {
        throw each.failure();
      }
    }
    return ChildOutcome.of(child, Status.FOUND, "");
  }

  private static CorruptCheckpointException damage(CheckpointName name, CopyReport report) {
    StringBuilder text = new StringBuilder("The copies of checkpoint \"" + name + "\" differ: ");
    for (CopyReport.Copy copy : report.copies()) {
      text.append(copy.child())
          .append(" is ")
          .append(copy.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
          .append(copy.detail().isEmpty() ? "" : " (" + copy.detail() + ")")
          .append("; ");
    }
    return new CorruptCheckpointException(
        text + "repair(\"" + name + "\") makes them equal from the newest readable one");
  }

  /** Makes all copies equal to the newest readable one; how they stand afterwards. */
  CopyReport repair(CheckpointName name) {
    List<Examined> all = examine(name);
    List<CopyReport.Copy> copies = compare(name, all);
    Optional<Examined> found = Examined.newest(all);
    if (found.isEmpty()) {
      if (all.stream().allMatch(each -> each.state() == State.ABSENT)) {
        return new CopyReport(name.value(), copies);
      }
      throw new CorruptCheckpointException(
          "Cannot repair checkpoint \"" + name + "\": no store has a readable copy",
          all.stream().map(Examined::failure).filter(Objects::nonNull).findFirst().orElse(null));
    }
    Examined source = found.get();
    long newest = all.stream().mapToLong(Examined::version).max().orElse(0);
    long number = source.version() == newest ? newest : newest + 1;
    LongUnaryOperator numbering = last -> last <= Math.max(number, 1) ? Math.max(number, 1) : -1;
    for (int i = 0; i < all.size(); i++) {
      Examined each = all.get(i);
      boolean behind = each.version() != number && each.version() != 0;
      if (each.child().takesSaves() && (behind || copies.get(i).state() != State.SAME)) {
        RowCopy.copy(source.child().backend(), each.child().backend(), name, numbering);
        LOG.info("Repaired {} in {} from {}", name, each.child().place(), source.child().place());
      }
    }
    owner.freshness().forget(name);
    return report(name);
  }

  /** Brings stores up that a read had to pass over; a failure is logged and bothers nobody. */
  void afterRead(CheckpointName name, Child from, List<ChildOutcome> outcomes) {
    Set<Child> missed = new HashSet<>();
    for (Child child : owner.enabled()) {
      boolean passedOver =
          outcomes.stream()
              .filter(o -> o.child().equals(child.name()))
              .anyMatch(o -> o.status() == Status.ABSENT || o.status() == Status.DAMAGED);
      if (child != from
          && child.takesSaves()
          && (passedOver || owner.freshness().isBehind(child, name))) {
        missed.add(child);
      }
    }
    // Before the rows are read: a save meanwhile gives a higher number and keeps its place.
    long version = Math.max(1, from.version(name));
    for (Child child : missed) {
      try {
        RowCopy.copy(from.backend(), child.backend(), name, last -> last <= version ? version : -1);
        LOG.info("Copied {} back to {} from {}", name, child.place(), from.place());
        owner.freshness().forget(name);
      } catch (RuntimeException e) {
        child.failed("take back " + name, e);
      }
    }
  }

  /** Accepts the one copy that was changed by hand, and brings the others up to it. */
  Optional<CheckpointInfo> accept(CheckpointName name) {
    List<Examined> all = examine(name);
    List<Examined> changed =
        all.stream().filter(each -> each.state() == State.DAMAGED || each.isForeign()).toList();
    if (changed.size() > 1) {
      throw new CorruptCheckpointException(
          "Cannot accept checkpoint \""
              + name
              + "\": more than one store has a copy that was changed ("
              + String.join(", ", changed.stream().map(e -> e.child().name()).toList())
              + "). Accept it in the store whose copy is meant, then run repair()",
          changed.get(0).failure());
    }
    Optional<Examined> chosen = changed.stream().findFirst().or(() -> Examined.newest(all));
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    Child child = chosen.get().child();
    Optional<CheckpointInfo> accepted = child.backend().accept(name);
    if (accepted.isPresent()) {
      spread(name, child, accepted.get().version());
    }
    return child.backend().info(name);
  }

  /** Copies from one store to all others, whatever they have. */
  private void spread(CheckpointName name, Child from, long version) {
    long newest =
        expected().stream().filter(c -> c != from).mapToLong(c -> c.version(name)).max().orElse(0);
    long number = version > newest ? version : newest + 1;
    Survey survey = new Survey(owner, "accept checkpoint \"" + name + "\"", expected());
    survey.each(
        child -> {
          if (child.takesSaves() && (child != from || version != number)) {
            RowCopy.copy(
                from.backend(), child.backend(), name, last -> last <= number ? number : -1);
          }
          return ChildOutcome.of(child, Status.SAVED, "");
        });
    owner.freshness().forget(name);
    survey.require(owner.policy());
  }
}
