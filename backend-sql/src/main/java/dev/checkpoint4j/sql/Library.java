package dev.checkpoint4j.sql;

/** This library's own version, as its jar says. */
final class Library {
  static final String VERSION = version();

  private Library() {}

  private static String version() {
    String version = Library.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }
}
