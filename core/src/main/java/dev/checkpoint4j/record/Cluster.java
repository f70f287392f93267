package dev.checkpoint4j.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of conversations, itself perhaps part of a larger one. Immutable: the list is an
 * unmodifiable copy.
 *
 * @param id its identity
 * @param name what it is called
 * @param description what its conversations have in common
 * @param slug its short name
 * @param chatIds the conversations in it; a null becomes an empty list
 * @param parentId the larger cluster; null at the top
 */
@JsonPropertyOrder({"id", "name", "description", "slug", "chat_ids", "parent_id", "count"})
public record Cluster(
    String id,
    String name,
    String description,
    String slug,
    @JsonProperty("chat_ids") List<String> chatIds,
    @JsonProperty("parent_id") @Nullable String parentId) {
  /** Copies the list. */
  public Cluster {
    chatIds = chatIds == null ? List.of() : Copies.of(chatIds);
  }

  /** How many conversations are in it. Written for other tools, and not read. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public int count() {
    return chatIds.size();
  }

  /** The same cluster inside of this one, or at the top. */
  public Cluster withParentId(@Nullable String newParentId) {
    return new Cluster(id, name, description, slug, chatIds, newParentId);
  }

  /** The same cluster as a point of a map, at this level of the hierarchy. */
  public ProjectedCluster at(double x, double y, int level) {
    return new ProjectedCluster(id, name, description, slug, chatIds, parentId, x, y, level);
  }
}
