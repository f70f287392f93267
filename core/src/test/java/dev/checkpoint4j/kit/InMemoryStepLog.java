package dev.checkpoint4j.kit;

import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.ProcessLease;
import dev.checkpoint4j.spi.StepLog;
import java.util.List;
import java.util.stream.Stream;

/** The parts of a half-done step, which outlive the manager but not the JVM. */
final class InMemoryStepLog implements StepLog {
  private final InMemoryVersions place;
  private final CheckpointName name;
  private final ProcessLease lease;

  InMemoryStepLog(InMemoryVersions place, CheckpointName name, ProcessLease lease) {
    this.place = place;
    this.name = name;
    this.lease = lease;
  }

  private List<byte[]> parts() {
    return place.logs().getOrDefault(name, List.of());
  }

  @Override
  public int size() {
    return parts().size();
  }

  @Override
  public byte[] read(int part) {
    return parts().get(part).clone();
  }

  @Override
  public void append(byte[] part) {
    place.logs().put(name, Stream.concat(parts().stream(), Stream.of(part.clone())).toList());
  }

  @Override
  public void replace(List<byte[]> parts) {
    place.logs().put(name, List.copyOf(parts));
  }

  @Override
  public void close() {
    lease.close();
  }
}
