package dev.checkpoint4j.multi;

import dev.checkpoint4j.VersionInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which versions a migration takes, and under which numbers. */
final class SourceVersions {
  private SourceVersions() {}

  /**
   * One version.
   *
   * @param info what the source says of it
   * @param number what it is in the target
   */
  record Wanted(VersionInfo info, long number) {
    Wanted numbered(long other) {
      return new Wanted(info, other);
    }
  }

  /** The oldest first; the last is the current one. */
  static List<Wanted> of(List<VersionInfo> newestFirst, boolean history, NotCarried notCarried) {
    List<VersionInfo> oldestFirst = new ArrayList<>(newestFirst);
    Collections.reverse(oldestFirst);
    List<Wanted> wanted = new ArrayList<>();
    long highest = 0;
    for (VersionInfo version : oldestFirst) {
      if (!history && !version.current()) {
        continue;
      }
      if (version.version() == 0 && !version.current()) {
        notCarried.skip(1, "version 0, which another tool wrote");
        continue;
      }
      // A file of another tool has no number; the current one may be such a file.
      long number = version.version() == 0 ? highest + 1 : version.version();
      highest = Math.max(highest, number);
      wanted.add(new Wanted(version, number));
    }
    return wanted;
  }
}
