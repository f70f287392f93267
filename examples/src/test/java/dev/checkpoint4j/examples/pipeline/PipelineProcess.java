package dev.checkpoint4j.examples.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The pipeline in a process of its own, with both outputs as one. */
final class PipelineProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private PipelineProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static PipelineProcess start(Path directory, String... arguments) throws IOException {
    return start(ConversationPipeline.class, directory, arguments);
  }

  static PipelineProcess start(Class<?> main, Path directory, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new PipelineProcess(
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start());
  }

  /** Reads on to a line that contains {@code sign}, then kills the process as kill -9 does. */
  void killAt(String sign) throws IOException, InterruptedException {
    @Nullable String line = output.readLine();
    while (line != null && !line.contains(sign)) {
      lines.add(line);
      line = output.readLine();
    }
    if (line == null) {
      throw new AssertionError("never printed " + sign + ": " + lines);
    }
    process.destroyForcibly().waitFor();
  }

  /** Whether something has come to pass. */
  interface Event {
    boolean isThere() throws IOException;
  }

  /** Kills the process so long after an event, whatever it does then; it may have ended. */
  void killWhen(Event event, long millisLater) throws IOException, InterruptedException {
    while (process.isAlive() && !event.isThere()) {
      process.waitFor(1, TimeUnit.MILLISECONDS);
    }
    process.waitFor(millisLater, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  /** The whole output. */
  List<String> finish() throws IOException, InterruptedException {
    @Nullable String line = output.readLine();
    while (line != null) {
      lines.add(line);
      line = output.readLine();
    }
    process.waitFor();
    return lines;
  }

  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
