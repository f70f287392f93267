package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.checkpoint4j.CheckpointManager;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Every promise of the library, for one backend. A backend's test module extends it once:
 *
 * <pre>{@code
 * class InMemoryContractTest extends CheckpointContract {
 *   @Override
 *   protected CheckpointManager open(Path directory, Map<String, String> options) {
 *     return CheckpointManagers.open("memory:" + directory);
 *   }
 * }
 * }</pre>
 */
public abstract class CheckpointContract {
  /**
   * Opens the store of a directory, which may not exist yet; the same directory is the same store.
   *
   * @param options as in a configuration: {@code enabled}, and what the backend has
   */
  protected abstract CheckpointManager open(Path directory, Map<String, String> options);

  /** Opens the store of a directory with the options' defaults. */
  protected final CheckpointManager open(Path directory) {
    return open(directory, Map.of());
  }

  /** What this backend cannot do, each with its reason; nothing by default. */
  protected Map<Capability, String> gaps() {
    return Map.of();
  }

  @Test
  final void eachGapHasAReason() {
    assertThat(gaps().values()).allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(10));
  }

  @Nested
  final class SaveAndLoad extends SaveLoadContract {
    SaveAndLoad() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Describing extends DescribeContract {
    Describing() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Writers extends WriterContract {
    Writers() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Streams extends StreamContract {
    Streams() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Lifecycle extends LifecycleContract {
    Lifecycle() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class NoEscapeFromNames extends NamesContract {
    NoEscapeFromNames() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class ValuesOfClasses extends ClassValuesContract {
    ValuesOfClasses() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class ValuesInMapRows extends MapRowsContract {
    ValuesInMapRows() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class HardValues extends HardValuesContract {
    HardValues() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class SchemaEvolution extends EvolutionContract {
    SchemaEvolution() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class BuiltInRecords extends BuiltInRecordsContract {
    BuiltInRecords() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Queries extends QueryContract {
    Queries() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class RandomQueries extends RandomQueryContract {
    RandomQueries() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class RandomData extends RandomDataContract {
    RandomData() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Isolation extends IsolationContract {
    Isolation() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Limits extends LimitsContract {
    Limits() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class ContentsStaySecret extends SecrecyContract {
    ContentsStaySecret() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class NoCodeFromData extends NoCodeFromDataContract {
    NoCodeFromData() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Fingerprints extends FingerprintContract {
    Fingerprints() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Versions extends VersionsContract {
    Versions() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Resuming extends ResumeContract {
    Resuming() {
      super(CheckpointContract.this);
    }
  }

  @Nested
  final class Steps extends StepContract {
    Steps() {
      super(CheckpointContract.this);
    }
  }
}
