package dev.checkpoint4j.sql;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Who has the right to compute a checkpoint. */
@Entity(name = "Step")
@Table(name = "c4j_step")
@Access(AccessType.FIELD)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class StepEntity {
  @EmbeddedId CheckpointEntity.Key key;

  /** Of one lease, never used again. */
  @Column(nullable = false)
  String owner;

  /** For others on the same machine; see {@link Processes}. */
  @Nullable String process;

  /** For people. */
  @Column(nullable = false)
  String described;

  @Column(name = "heartbeat_at")
  long heartbeatAt;
}
