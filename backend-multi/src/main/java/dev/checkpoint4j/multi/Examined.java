package dev.checkpoint4j.multi;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.CheckpointInfo;
import dev.checkpoint4j.Verification;
import dev.checkpoint4j.multi.CopyReport.State;
import dev.checkpoint4j.spi.CheckpointName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What reading one store's copy showed. */
record Examined(
    Child child,
    State state,
    long version,
    long rows,
    long bytes,
    @Nullable String digest,
    @Nullable RuntimeException failure) {

  static Examined of(Child child, CheckpointName name) {
    long version = child.version(name);
    try {
      Verification verification = child.backend().verify(name);
      switch (verification.status()) {
        case ABSENT -> {
          return new Examined(child, State.ABSENT, -1, 0, 0, null, null);
        }
        case DAMAGED -> {
          CheckpointException damage = verification.damage().orElse(null);
          return new Examined(
              child,
              State.DAMAGED,
              version,
              verification.rows(),
              verification.bytes(),
              null,
              damage);
        }
        default -> {
          ContentDigest digest = ContentDigest.acrossFormats();
          RowCopy.read(child.backend(), name, digest::add);
          long known = child.backend().info(name).map(CheckpointInfo::version).orElse(version);
          return new Examined(
              child, State.SAME, known, digest.rows(), verification.bytes(), digest.hex(), null);
        }
      }
    } catch (RuntimeException e) {
      State state = Problems.isDamage(e) ? State.DAMAGED : State.UNREACHABLE;
      return new Examined(child, state, version, 0, 0, null, e);
    }
  }

  boolean isReadable() {
    return digest != null;
  }

  /** Readable, but nobody vouches for it. */
  boolean isForeign() {
    return isReadable() && version == 0;
  }

  /** The readable copy with the highest version; of several the first. */
  static Optional<Examined> newest(List<Examined> all) {
    Comparator<Examined> byVersion = Comparator.comparingLong(Examined::version);
    return all.stream()
        .filter(Examined::isReadable)
        .reduce((a, b) -> byVersion.compare(b, a) > 0 ? b : a);
  }

  CopyReport.Copy unreadable() {
    return copy(state, failure == null ? "" : Problems.text(failure));
  }

  /** How a readable copy stands to the newest. */
  CopyReport.Copy against(CheckpointName name, Examined reference) {
    if (!String.valueOf(digest).equals(reference.digest())) {
      return copy(
          State.DIFFERS,
          FirstDifference.between(reference.child(), child, name)
              .orElse("the rows changed while they were compared"));
    }
    boolean older = version != 0 && version < reference.version();
    return copy(
        older ? State.OLDER_NUMBER : State.SAME,
        older ? "version " + version + ", the newest is " + reference.version() : "");
  }

  private CopyReport.Copy copy(State as, String detail) {
    return new CopyReport.Copy(
        child.name(), as, version, rows, Optional.ofNullable(digest), detail);
  }
}
