package dev.checkpoint4j;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Which versions of a checkpoint are kept when another is saved. The current one and those with a
 * tag always are; another one is if it is within all three limits. Immutable.
 *
 * @param versions how many without a tag are kept, the current one counted, 1 to 1,000
 * @param age how old a version may become, from its commit on
 * @param bytes how much the kept versions besides the current one may take together; equal contents
 *     count once
 */
public record Retention(int versions, Duration age, long bytes) {
  /** 2: the current version and the one before it. */
  public static final int DEFAULT_VERSIONS = 2;

  /** The most that can be asked for; tags keep any number. */
  public static final int MAX_VERSIONS = 1_000;

  /** For ever. */
  public static final Duration DEFAULT_AGE = Duration.ofSeconds(Long.MAX_VALUE);

  /** Any number. */
  public static final long DEFAULT_BYTES = Long.MAX_VALUE;

  /** The defaults. */
  public static final Retention DEFAULTS = keep(DEFAULT_VERSIONS);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is not as described
   */
  public Retention {
    Objects.requireNonNull(age, "age");
    if (versions < 1 || versions > MAX_VERSIONS) {
      throw new IllegalArgumentException(
          "keep must be from 1 to " + MAX_VERSIONS + " versions but was " + versions);
    }
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("keep-for must be positive but was " + age);
    }
    if (bytes < 0) {
      throw new IllegalArgumentException("keep-bytes must not be negative but was " + bytes);
    }
  }

  /** The newest versions, whatever their age and size. */
  public static Retention keep(int versions) {
    return new Retention(versions, DEFAULT_AGE, DEFAULT_BYTES);
  }

  /** These limits with another age. */
  public Retention withAge(Duration changed) {
    return new Retention(versions, changed, bytes);
  }

  /** These limits with another size. */
  public Retention withBytes(long changed) {
    return new Retention(versions, age, changed);
  }

  /**
   * Chooses among the versions behind the current one.
   *
   * @param previous newest first
   * @param describe what a version is
   * @return those to keep, newest first
   */
  public <V> List<V> select(
      List<V> previous, Function<? super V, Candidate> describe, Instant now) {
    List<V> kept = new ArrayList<>();
    Set<String> contents = new HashSet<>();
    int untagged = 1;
    long size = 0;
    for (V version : previous) {
      Candidate candidate = describe.apply(version);
      long added = contents.contains(candidate.content()) ? 0 : candidate.bytes();
      boolean within =
          untagged < versions
              && Duration.between(candidate.createdAt(), now).compareTo(age) <= 0
              && added <= bytes - size;
      if (candidate.tagged() || within) {
        kept.add(version);
        contents.add(candidate.content());
        untagged += candidate.tagged() ? 0 : 1;
        size = candidate.tagged() ? size : size + added;
      }
    }
    return kept;
  }

  /**
   * What decides about a version.
   *
   * @param content equal for versions that are stored once
   */
  public record Candidate(Instant createdAt, String content, long bytes, boolean tagged) {}
}
