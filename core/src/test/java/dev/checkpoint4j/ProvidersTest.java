package dev.checkpoint4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.kit.InMemoryProvider;
import dev.checkpoint4j.spi.CheckpointProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How backends are found through the service loader. */
class ProvidersTest {
  private final Path directory;

  ProvidersTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private interface Body {
    void run() throws Exception;
  }

  /** Runs where these classes are announced as providers, too. */
  private void withProviders(String names, Body body) throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(CheckpointProvider.class.getName()), names);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      body.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aBrokenProviderHidesNoOther() throws Exception {
    withProviders(
        "no.such.Provider\n",
        () -> {
          try (CheckpointManager manager = CheckpointManagers.open("memory:beside-broken")) {
            assertThat(manager.list()).isEmpty();
          }
        });
  }

  @Test
  void aBrokenProviderIsNamedWhereItsFormatIsMissed() throws Exception {
    withProviders(
        "no.such.Provider\n" + Unloadable.class.getName() + "\n",
        () ->
            assertThatThrownBy(() -> CheckpointManagers.open("parquet:x"))
                .isInstanceOf(CheckpointConfigurationException.class)
                .hasMessageContainingAll(
                    "Could not be loaded",
                    "no.such.Provider",
                    Unloadable.class.getName(),
                    "On the class path: memory"));
  }

  @Test
  void aLibraryThatIsMissingIsABrokenProvider() throws Exception {
    withProviders(
        MissingLibrary.class.getName() + "\n",
        () -> {
          try (CheckpointManager manager = CheckpointManagers.open("memory:beside-missing")) {
            assertThat(manager.list()).isEmpty();
          }
          assertThatThrownBy(() -> CheckpointManagers.open("sql:x"))
              .hasMessageContaining("Could not be loaded");
        });
  }

  @Test
  void twoBackendsOfOneNameAreRefusedWithBothClasses() throws Exception {
    withProviders(
        TwinMemoryProvider.class.getName() + "\n",
        () ->
            assertThatThrownBy(() -> CheckpointManagers.open("memory:x"))
                .isInstanceOf(CheckpointConfigurationException.class)
                .hasMessageContainingAll(
                    "\"memory\"",
                    TwinMemoryProvider.class.getName(),
                    InMemoryProvider.class.getName()));
  }

  @Test
  void aBackendIsFoundByItsAlias() throws Exception {
    withProviders(
        TwinAlias.class.getName() + "\n",
        () ->
            assertThatThrownBy(() -> CheckpointManagers.open("second-name:x"))
                .isInstanceOf(ArithmeticException.class));
  }

  @Test
  void withoutAContextClassLoaderTheLibrarysOwnCounts() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(null);
      CheckpointManagers.open("memory:no-context").close();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Its constructor fails. */
  public static final class Unloadable extends TestProvider {
    /** Fails. */
    public Unloadable() {
      throw new IllegalStateException("broken on purpose");
    }
  }

  /** A class of its library is not there. */
  public static final class MissingLibrary extends TestProvider {
    /** Fails as the JVM does. */
    public MissingLibrary() {
      throw new NoClassDefFoundError("org/example/Library");
    }
  }

  /** Opens by failing in a way that shows that it was found. */
  public static final class TwinAlias extends TestProvider {
    @Override
    public java.util.Set<String> aliases() {
      return java.util.Set.of("second-name");
    }
  }

  /** What they share. */
  public abstract static class TestProvider implements CheckpointProvider {
    @Override
    public String format() {
      return "for-tests";
    }

    @Override
    public CheckpointManager open(dev.checkpoint4j.spi.CheckpointConfig config) {
      throw new ArithmeticException("found");
    }
  }
}
