/** Several stores: a backup, a migration, development against production, a store that is gone. */
@NullMarked
package dev.checkpoint4j.examples.stores;

import org.jspecify.annotations.NullMarked;
