/** How filters are checked against columns and evaluated on rows. */
@NullMarked
package dev.checkpoint4j.internal.query;

import org.jspecify.annotations.NullMarked;
