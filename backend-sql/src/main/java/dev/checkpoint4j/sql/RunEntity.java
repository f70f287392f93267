package dev.checkpoint4j.sql;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A run as it is stored. Times are the server's, in milliseconds since 1970. */
@Entity(name = "Run")
@Table(name = "c4j_run")
@Access(AccessType.FIELD)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class RunEntity {
  @Id String id;

  @Column(nullable = false)
  String name;

  @Nullable String description;
  @Nullable String config;

  @Column(nullable = false)
  String status;

  @Nullable String owner;

  @Column(name = "created_at")
  long createdAt;

  @Column(name = "started_at")
  long startedAt;

  @Column(name = "heartbeat_at")
  long heartbeatAt;

  @Column(name = "completed_at")
  @Nullable Long completedAt;

  @Nullable String error;
}
