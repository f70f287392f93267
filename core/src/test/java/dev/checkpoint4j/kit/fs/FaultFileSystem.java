package dev.checkpoint4j.kit.fs;

import dev.checkpoint4j.kit.fs.Operation.Kind;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The default file system, recorded and made to fail. Everything that goes through one of its paths
 * is written down as an {@link Operation}, and a {@link Fault} makes one of them fail or stops
 * everything, so that the state on disk is what a kill at that instant leaves. Closing always
 * works, as the system closes the files of a dead process. Thread-safe.
 *
 * <pre>{@code
 * FaultFileSystem files = FaultFileSystem.create();
 * Path directory = files.path(temporaryDirectory);
 * int operations = files.count(() -> save(directory));
 * files.arm(Fault.crashAt(3));
 * }</pre>
 */
public final class FaultFileSystem extends FileSystem {
  /** A piece of work on paths of this file system. */
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  private final FileSystem real = FileSystems.getDefault();
  private final FaultProvider provider = new FaultProvider(this);
  private final List<Operation> operations = new ArrayList<>();
  private @Nullable Fault fault;
  private int counted;
  private boolean crashed;
  private int struck;

  private final boolean forcing;

  private FaultFileSystem(boolean forcing) {
    this.forcing = forcing;
  }

  /** One that works until it is armed. */
  public static FaultFileSystem create() {
    return new FaultFileSystem(true);
  }

  /** The same, but forces are recorded and not made, which nobody sees without a power cut. */
  public static FaultFileSystem withoutForces() {
    return new FaultFileSystem(false);
  }

  boolean isForcing() {
    return forcing;
  }

  /** A path of the default file system as one of this. */
  public Path path(Path realPath) {
    return new FaultPath(this, realPath);
  }

  /** Starts counting anew, with this fault ahead. */
  public synchronized void arm(Fault ahead) {
    operations.clear();
    fault = ahead;
    counted = 0;
    struck = 0;
    crashed = false;
  }

  /** Starts counting anew, with no fault; operations work again after a crash. */
  public synchronized void disarm() {
    operations.clear();
    fault = null;
    crashed = false;
  }

  /** How often the fault struck. */
  public synchronized int struck() {
    return struck;
  }

  /** What happened since it was armed or disarmed. */
  public synchronized List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** Runs a piece of work without a fault and says how many changes it made. */
  public int count(Work work) throws Exception {
    disarm();
    work.run();
    return (int) operations().stream().filter(o -> o.kind().isMutating()).count();
  }

  /** A call that was let through to the real file system. */
  interface Call<T> {
    T run() throws IOException;
  }

  /** A call without a result, or what a crash half-way through one leaves. */
  interface Act {
    void run() throws IOException;
  }

  <T> T perform(Kind kind, Path path, Call<T> call) throws IOException {
    return perform(new Operation(kind, path), call, () -> {});
  }

  void act(Kind kind, Path path, Act act) throws IOException {
    act(new Operation(kind, path), act, () -> {});
  }

  void act(Operation operation, Act act, Act torn) throws IOException {
    perform(
        operation,
        () -> {
          act.run();
          return operation;
        },
        torn);
  }

  /** Records an operation and does it, or what the fault says instead. */
  private <T> T perform(Operation operation, Call<T> call, Act torn) throws IOException {
    Fault striking = note(operation);
    if (striking == null) {
      return call.run();
    }
    switch (striking.mode()) {
      case FAIL_AFTER -> call.run();
      case CRASH_TORN -> torn.run();
      default -> {}
    }
    if (striking.isCrash()) {
      throw new Crash(operation);
    }
    throw striking.exception(operation);
  }

  private synchronized @Nullable Fault note(Operation operation) {
    if (crashed) {
      throw new Crash(operation);
    }
    operations.add(operation);
    Fault ahead = fault;
    if (ahead == null || !ahead.among().test(operation) || !ahead.strikes(counted++)) {
      return null;
    }
    struck++;
    crashed = ahead.isCrash();
    return ahead;
  }

  FileSystem real() {
    return real;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  /** Does nothing: paths go on working. */
  @Override
  public void close() {}

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return real.isReadOnly();
  }

  @Override
  public String getSeparator() {
    return real.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    List<Path> roots = new ArrayList<>();
    real.getRootDirectories().forEach(root -> roots.add(path(root)));
    return roots;
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return real.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return real.supportedFileAttributeViews();
  }

  @Override
  public Path getPath(String first, String... more) {
    return path(real.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = real.getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(FaultPath.real(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return real.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("no watching");
  }
}
