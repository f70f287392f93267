package dev.checkpoint4j.sql;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The rows of one save: what they are and what they must add up to. */
@Entity(name = "Rowset")
@Table(name = "c4j_rowset")
@Access(AccessType.FIELD)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class RowsetEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  long id;

  @Column(name = "row_kind", nullable = false)
  String rowKind;

  @Column(name = "schema_json", nullable = false)
  String schemaJson;

  @Column(name = "row_count")
  long rowCount;

  @Column(name = "byte_count")
  long byteCount;

  @Column(name = "row_sum")
  long rowSum;

  @Column(name = "created_at")
  long createdAt;

  /** SHA-256 over the rows, see {@link RowDigest}; null for what an earlier release saved. */
  @Nullable String digest;

  /** Whether another one has the same rows. */
  boolean isSameAs(RowsetEntity other) {
    return digest != null
        && digest.equals(other.digest)
        && rowKind.equals(other.rowKind)
        && schemaJson.equals(other.schemaJson);
  }
}
