package dev.checkpoint4j.benchmarks;

import java.util.List;

/** A row of about 150 bytes, as tools of data pipelines keep them. */
public record FlatRow(
    long id,
    String user,
    double score,
    String label,
    List<String> tags,
    String note,
    boolean active) {}
