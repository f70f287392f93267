package dev.checkpoint4j.record;

/** Replaced by the binding helper. */
public record Cluster(String id) {}
