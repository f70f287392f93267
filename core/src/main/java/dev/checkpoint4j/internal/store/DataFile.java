package dev.checkpoint4j.internal.store;

/**
 * One file of a version.
 *
 * @param ending one of the format's, or for a part {@code /} and its name; with the checkpoint's
 *     name it gives the place
 * @param sums what its bytes are known by
 */
record DataFile(String ending, Sums sums) {
  /** Equal for equal bytes of one ending; the name of the file in a history. */
  String content() {
    return sums.sha256() + ending.replace('/', '~');
  }
}
