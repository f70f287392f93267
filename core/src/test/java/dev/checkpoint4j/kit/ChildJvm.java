package dev.checkpoint4j.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real process that runs {@link KitChild} on the class path of this test, with a small heap. */
final class ChildJvm implements AutoCloseable {
  private static final String END = "end of output";
  private static final long PATIENCE_SECONDS = 180;

  private static final Queue<ChildJvm> STARTED = new ConcurrentLinkedQueue<>();

  private static @Nullable Path archive;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread reader;

  private ChildJvm(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(KitChild.class.getName());
    command.addAll(List.of(arguments));
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    STARTED.add(this);
    reader = new Thread(this::readLines, "output of a child");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one that does this work on the store of this URL. */
  static ChildJvm start(String work, String url, String name, long... numbers) {
    List<String> arguments = new ArrayList<>(List.of(work, url, name));
    for (long number : numbers) {
      arguments.add(Long.toString(number));
    }
    Path classes = archive;
    return new ChildJvm(
        classes == null ? List.of() : List.of("-XX:SharedArchiveFile=" + classes),
        arguments.toArray(String[]::new));
  }

  /**
   * Lets one child leave its loaded classes in a file, from which all later ones start in half the
   * time. Without it, or if a JVM will not have it, they start the ordinary way.
   */
  static void shareClasses(String url, String name, Path directory) throws Exception {
    Path file = directory.resolve("classes.jsa");
    try (ChildJvm training =
        new ChildJvm(List.of("-XX:ArchiveClassesAtExit=" + file), "compete", url, name, "0", "1")) {
      training.awaitExit();
    }
    archive = Files.exists(file) ? file : null;
  }

  static void forgetClasses() {
    archive = null;
  }

  /** Ends those that a failed test left running. */
  static void endAll() {
    for (ChildJvm child = STARTED.poll(); child != null; child = STARTED.poll()) {
      child.close();
    }
  }

  private void readLines() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("unreadable: " + e);
    }
    lines.add(END);
  }

  /** The rest of the next line, which begins with this; anything else means that it failed. */
  String await(String beginning) throws InterruptedException, TimeoutException {
    return awaitAny(beginning).substring(beginning.length()).strip();
  }

  /** The next line, which begins with one of these; anything else means that the child failed. */
  String awaitAny(String... beginnings) throws InterruptedException, TimeoutException {
    String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new TimeoutException("The child said nothing for " + PATIENCE_SECONDS + " s");
    }
    if (Stream.of(beginnings).noneMatch(line::startsWith)) {
      throw new AssertionError(
          "Expected " + List.of(beginnings) + " of the child but it said: " + line + " " + lines);
    }
    return line;
  }

  /** Ends it without warning; returns what it said until then. */
  List<String> kill() throws InterruptedException {
    // Not destroyForcibly of the process itself, which also throws away what it had said.
    process.toHandle().destroyForcibly();
    process.waitFor();
    reader.join();
    List<String> said = new ArrayList<>();
    lines.drainTo(said);
    said.remove(END);
    return said;
  }

  void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Sends a signal by its name, such as {@code STOP}; whether that works here. */
  boolean signal(String name) throws IOException, InterruptedException {
    return new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()
        == 0;
  }

  int awaitExit() throws InterruptedException, TimeoutException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new TimeoutException("The child did not end in " + PATIENCE_SECONDS + " s");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
