/** The JSON Lines backend. */
module dev.checkpoint4j.jsonl {
  requires transitive dev.checkpoint4j.core;
  requires com.fasterxml.jackson.core;
  requires static com.github.luben.zstd_jni;
  requires static org.jspecify;

  exports dev.checkpoint4j.jsonl;

  provides dev.checkpoint4j.spi.CheckpointProvider with
      dev.checkpoint4j.jsonl.JsonlProvider;
}
