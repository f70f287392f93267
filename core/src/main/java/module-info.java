/**
 * Checkpoints for data and LLM pipelines: the API, the query language, and what backends build on.
 */
module dev.checkpoint4j.core {
  requires transitive com.fasterxml.jackson.core;
  requires transitive com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jdk8;
  requires com.fasterxml.jackson.datatype.jsr310;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.checkpoint4j;
  exports dev.checkpoint4j.query;
  exports dev.checkpoint4j.record;
  exports dev.checkpoint4j.schema;
  exports dev.checkpoint4j.spi;
  exports dev.checkpoint4j.spi.column;

  uses dev.checkpoint4j.spi.CheckpointProvider;
}
