package dev.checkpoint4j.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application without zstd-jni, as a class loader that does not see it. */
class MissingZstdTest {
  @TempDir Path temp;

  @Test
  void otherCompressionsWorkWithoutIt() throws Exception {
    assertThat(run("save", "jsonl:" + temp + "?compression=gzip")).isEqualTo("saved");
    assertThat(run("load", "jsonl:" + temp + "?compression=gzip")).isEqualTo("loaded");
  }

  @Test
  void askingForItNamesTheArtifact() throws Exception {
    assertThat(run("save", "jsonl:" + temp + "?compression=zstd"))
        .contains("CheckpointConfigurationException")
        .contains("Add the dependency com.github.luben:zstd-jni");
  }

  @Test
  void readingAFileThatNeedsItNamesTheArtifact() throws Exception {
    MemoryFile file =
        MemoryFile.write(
            WritingTest.options(JsonlCompression.ZSTD, 1 << 20, 1),
            Note.BINDING,
            List.of(new Note(1, "a")));
    Files.write(temp.resolve("rows.jsonl.zst"), file.bytes());
    assertThat(run("load", "jsonl:" + temp))
        .contains("CheckpointConfigurationException")
        .contains("rows.jsonl.zst: it is compressed with zstd")
        .contains("Add the dependency com.github.luben:zstd-jni");
  }

  private static String run(String what, String url) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(withoutZstd(), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(loader);
      Class<?> application = loader.loadClass(Application.class.getName());
      return (String)
          application.getMethod("run", String.class, String.class).invoke(null, what, url);
    } catch (InvocationTargetException e) {
      return String.valueOf(e.getCause());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] withoutZstd() throws MalformedURLException {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<URL> urls = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (!entry.contains("zstd-jni")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** Runs inside of the other class loader. */
  public static final class Application {
    private Application() {}

    /** Saves or loads one row. */
    public static String run(String what, String url) {
      try (dev.checkpoint4j.CheckpointManager manager =
          dev.checkpoint4j.CheckpointManagers.open(url)) {
        if (what.equals("save")) {
          manager.saveRows("rows", List.of(java.util.Map.of("id", 1)));
          return "saved";
        }
        return manager.loadRows("rows").isPresent() ? "loaded" : "absent";
      }
    }
  }
}
