package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that is read.
 *
 * @param position its place in the order in which fields are expected
 * @param slot its place among the {@link Maker}'s values; negative if it is skipped
 */
record ReadField(
    SerializedString name,
    List<String> aliases,
    Codec codec,
    boolean hasUntyped,
    int position,
    int slot) {
  boolean isIgnored() {
    return slot < 0;
  }

  @Nullable Place place(@Nullable Place parent) {
    return parent == null || !hasUntyped ? null : parent.child(name.getValue());
  }
}
