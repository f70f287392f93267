package dev.checkpoint4j.internal.reuse;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Says in words how two fingerprints differ. */
final class Differences {
  private static final int SHOWN_DIGITS = 4;

  private Differences() {}

  static List<String> of(Parts before, Parts after) {
    TreeSet<String> names = new TreeSet<>(before.digests().keySet());
    names.addAll(after.digests().keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String old = before.digests().get(name);
      String now = after.digests().get(name);
      if (old == null) {
        differences.add(name + " is new (" + shown(String.valueOf(now)) + ")");
      } else if (now == null) {
        differences.add(name + " is gone (" + shown(old) + ")");
      } else if (!old.equals(now)) {
        differences.add(changed(name, before, after, old, now));
      }
    }
    return differences;
  }

  private static String changed(String name, Parts before, Parts after, String old, String now) {
    RowDigests rows = before.rows().get(name);
    RowDigests later = after.rows().get(name);
    return rows != null && later != null
        ? name + ": " + rows.difference(later)
        : name + " changed (" + shown(old) + " → " + shown(now) + ")";
  }

  private static String shown(String digest) {
    return digest.substring(0, SHOWN_DIGITS) + "…";
  }

  static String counted(long added, long removed, long changed) {
    List<String> counts = new ArrayList<>();
    if (added > 0) {
      counts.add(added + " added");
    }
    if (removed > 0) {
      counts.add(removed + " removed");
    }
    if (changed > 0) {
      counts.add(changed + " changed");
    }
    return counts.isEmpty() ? "changed" : String.join(", ", counts);
  }
}
