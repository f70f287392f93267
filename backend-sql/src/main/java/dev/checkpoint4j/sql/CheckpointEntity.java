package dev.checkpoint4j.sql;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** Which rows are the current ones of a checkpoint: the row whose change is the switch. */
@Entity(name = "Checkpoint")
@Table(name = "c4j_checkpoint")
@Access(AccessType.FIELD)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class CheckpointEntity {
  @EmbeddedId Key key;

  @Column(name = "rowset_id")
  long rowsetId;

  long version;

  /** A name within a run. */
  @Embeddable
  record Key(@Column(name = "run_id") String runId, @Column(name = "name") String name)
      implements Serializable {}
}
