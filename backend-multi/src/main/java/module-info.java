/** Several backends as one, and migration between stores. */
module dev.checkpoint4j.multi {
  requires transitive dev.checkpoint4j.core;
  requires org.slf4j;
  requires static org.jspecify;

  exports dev.checkpoint4j.multi;

  provides dev.checkpoint4j.spi.CheckpointProvider with
      dev.checkpoint4j.multi.MultiProvider,
      dev.checkpoint4j.multi.DirectoryProvider,
      dev.checkpoint4j.multi.DocEtlProvider;
}
