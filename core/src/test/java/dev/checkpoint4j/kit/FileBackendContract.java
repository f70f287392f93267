package dev.checkpoint4j.kit;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/**
 * Every promise of {@link CheckpointContract}, and what a backend that keeps files promises beyond:
 * crashes, kills, faults, damage, other processes, and what else may lie in a directory. The
 * directory given to {@code open} may be of a wrapped file system, through which all access to
 * files must go.
 */
public abstract class FileBackendContract extends CheckpointContract {
  /** The URL under which a child process opens the store of this directory. */
  protected abstract String url(Path directory);

  /**
   * How many processes are killed: 200, or {@code -Dcheckpoint4j.kills=}. A second contract of the
   * same format, with another compression, may take fewer.
   */
  protected int kills() {
    return Integer.getInteger("checkpoint4j.kills", 200);
  }

  @Nested
  final class Damage extends DamageContract {
    Damage() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class Manifests extends ManifestContract {
    Manifests() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class Crashes extends CrashContract {
    Crashes() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class Faults extends FaultContract {
    Faults() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class Kills extends KillContract {
    Kills() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class Processes extends ProcessContract {
    Processes() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class Leftovers extends LeftoversContract {
    Leftovers() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class Obstacles extends ObstacleContract {
    Obstacles() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class SymbolicLinks extends LinkContract {
    SymbolicLinks() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class Histories extends HistoryContract {
    Histories() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class StepFiles extends StepFilesContract {
    StepFiles() {
      super(FileBackendContract.this);
    }
  }

  @Nested
  final class RandomHistories extends RandomHistoryContract {
    RandomHistories() {
      super(FileBackendContract.this);
    }
  }
}
