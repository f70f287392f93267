package dev.checkpoint4j;

import java.time.Instant;

/**
 * A row that could not be computed.
 *
 * @param key its key as text, at most 1,000 characters
 * @param attempts how often it was tried, in all runs
 * @param exception the class of the last exception
 * @param message its message, at most 4,000 characters; empty if it had none
 * @param at when it failed last
 */
public record StepFailure(String key, int attempts, String exception, String message, Instant at) {}
