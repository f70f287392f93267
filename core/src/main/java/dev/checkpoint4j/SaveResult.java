package dev.checkpoint4j;

import java.util.Optional;

/**
 * What a save left in the store.
 *
 * @param name the checkpoint's name
 * @param saved whether anything was stored; false from a disabled manager
 * @param version the new version, counted from 1 for each name; 0 if nothing was stored
 * @param rows the number of records
 * @param bytes bytes on disk
 * @param digest SHA-256 of the stored bytes in lower-case hex; empty where the backend has none
 */
public record SaveResult(
    String name, boolean saved, long version, long rows, long bytes, Optional<String> digest) {}
