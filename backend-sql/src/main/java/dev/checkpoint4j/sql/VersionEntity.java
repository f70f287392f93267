package dev.checkpoint4j.sql;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A version of a checkpoint that can be read, the current one among them. */
@Entity(name = "Version")
@Table(name = "c4j_version")
@Access(AccessType.FIELD)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class VersionEntity {
  @EmbeddedId Key key;

  @Column(name = "rowset_id")
  long rowsetId;

  @Column(name = "created_at")
  long createdAt;

  /** As JSON, in ASCII; null if nobody said. */
  @Nullable String fingerprint;

  /** A number of a name within a run. */
  @Embeddable
  record Key(
      @Column(name = "run_id") String runId,
      @Column(name = "name") String name,
      @Column(name = "version") long version)
      implements Serializable {}
}
