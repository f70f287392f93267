/** The query language: one small tree of conditions, built in Java or parsed from text. */
@NullMarked
package dev.checkpoint4j.query;

import org.jspecify.annotations.NullMarked;
