package dev.checkpoint4j.sql;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A name that keeps a version. */
@Entity(name = "Tag")
@Table(name = "c4j_tag")
@Access(AccessType.FIELD)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TagEntity {
  @EmbeddedId Key key;

  long version;

  /** A tag of a name within a run. */
  @Embeddable
  record Key(
      @Column(name = "run_id") String runId,
      @Column(name = "name") String name,
      @Column(name = "tag") String tag)
      implements Serializable {}
}
