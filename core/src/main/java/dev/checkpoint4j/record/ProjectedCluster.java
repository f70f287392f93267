package dev.checkpoint4j.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Cluster} as a point of a map. Immutable: the list is an unmodifiable copy.
 *
 * @param id its identity
 * @param name what it is called
 * @param description what its conversations have in common
 * @param slug its short name
 * @param chatIds the conversations in it; a null becomes an empty list
 * @param parentId the larger cluster; null at the top
 * @param x its first coordinate
 * @param y its second coordinate
 * @param level its depth in the hierarchy, 0 at the top
 */
@JsonPropertyOrder({
  "id",
  "name",
  "description",
  "slug",
  "chat_ids",
  "parent_id",
  "x_coord",
  "y_coord",
  "level",
  "count"
})
public record ProjectedCluster(
    String id,
    String name,
    String description,
    String slug,
    @JsonProperty("chat_ids") List<String> chatIds,
    @JsonProperty("parent_id") @Nullable String parentId,
    @JsonProperty("x_coord") double x,
    @JsonProperty("y_coord") double y,
    int level) {
  /** Copies the list. */
  public ProjectedCluster {
    chatIds = chatIds == null ? List.of() : Copies.of(chatIds);
  }

  /** How many conversations are in it. Written for other tools, and not read. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public int count() {
    return chatIds.size();
  }

  /** The cluster without its place on the map. */
  public Cluster cluster() {
    return new Cluster(id, name, description, slug, chatIds, parentId);
  }
}
