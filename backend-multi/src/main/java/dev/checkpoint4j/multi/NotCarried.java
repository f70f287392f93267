package dev.checkpoint4j.multi;

import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.multi.SourceVersions.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a migration could not take along, for people. Used by one thread. */
final class NotCarried {
  private final List<String> clauses = new ArrayList<>();

  /** Notes what was left out on purpose; nothing if the count is 0. */
  void skip(int count, String what) {
    if (count > 0) {
      clauses.add(what);
    }
  }

  void damaged(long version) {
    clauses.add("version " + version + ", which is damaged");
  }

  /** Compares what should be there with what is; how many of the versions are. */
  int compare(List<Wanted> expected, List<VersionInfo> there) {
    List<Long> missing = new ArrayList<>();
    List<Long> unmarked = new ArrayList<>();
    List<Long> untagged = new ArrayList<>();
    for (Wanted version : expected) {
      VersionInfo found = find(there, version.number());
      if (found == null) {
        missing.add(version.number());
        continue;
      }
      if (!found.fingerprint().equals(version.info().fingerprint())) {
        unmarked.add(version.number());
      }
      if (!found.tags().containsAll(version.info().tags())) {
        untagged.add(version.number());
      }
    }
    note(missing, "", ", which the target does not keep");
    note(unmarked, "the fingerprint of ", "");
    note(untagged, "tags of ", "");
    return expected.size() - missing.size();
  }

  private static @Nullable VersionInfo find(List<VersionInfo> there, long number) {
    return there.stream().filter(v -> v.version() == number).findFirst().orElse(null);
  }

  private void note(List<Long> versions, String before, String after) {
    if (!versions.isEmpty()) {
      String numbers = versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
      clauses.add(before + (versions.size() == 1 ? "version " : "versions ") + numbers + after);
    }
  }

  @Override
  public String toString() {
    return String.join("; ", clauses);
  }
}
