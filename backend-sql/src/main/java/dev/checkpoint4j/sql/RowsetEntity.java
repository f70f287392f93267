package dev.checkpoint4j.sql;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

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
}
