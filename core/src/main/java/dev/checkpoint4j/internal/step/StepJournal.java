package dev.checkpoint4j.internal.step;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.StepFailure;
import dev.checkpoint4j.VersionInfo;
import dev.checkpoint4j.spi.CheckpointName;
import dev.checkpoint4j.spi.StepLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a step as what it says: rows, failures and keys of one identity. Thread-safe. */
final class StepJournal {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointManager.class);
  private static final int KEYS_PER_PART = 1 << 16;

  private final CheckpointName name;
  private final String identity;
  private final StepLog log;
  private boolean hasHeader;

  /**
   * Wraps a log.
   *
   * @param identity rows of another identity are dropped
   */
  StepJournal(CheckpointName name, String identity, StepLog log) {
    this.name = name;
    this.identity = identity;
    this.log = log;
  }

  /** Refuses a log of another identity instead of dropping it. */
  synchronized void requireOwn(String where) {
    if (log.size() > 0 && !isOwn(log.read(0))) {
      throw new IllegalStateException(
          where
              + ": the failures that are recorded are of other parameters; run the step without"
              + " onlyFailures() to compute all rows");
    }
  }

  private boolean isOwn(byte[] first) {
    return first.length > 0 && first[0] == Part.HEADER && Part.identity(first).equals(identity);
  }

  /** Learns what earlier runs left. */
  synchronized void readInto(KnownRows rows, StoredRows<?> stored) {
    List<byte[]> keyParts = new ArrayList<>();
    for (int part = 0; part < log.size(); part++) {
      byte[] bytes = log.read(part);
      try {
        if (part == 0 && !isOwn(bytes)) {
          LOG.info(
              "Checkpoint {}: rows of a half-done step with other parameters are dropped", name);
          log.replace(List.of());
          return;
        }
        hasHeader = true;
        int number = part;
        switch (bytes[0]) {
          case Part.HEADER -> {}
          case Part.ROWS ->
              Part.keysOfRows(
                  bytes,
                  (hi, lo, content, row) ->
                      rows.learn(rows.number(hi, lo), content, Place.logged(number, row)));
          case Part.KEYS -> keyParts.add(bytes);
          case Part.FAILURE -> {
            ByteBuffer key = ByteBuffer.wrap(bytes, 1, 16);
            rows.fail(rows.number(key.getLong(), key.getLong()), Part.failure(bytes));
          }
          default -> throw new IllegalArgumentException("there is no kind " + bytes[0]);
        }
      } catch (RuntimeException e) {
        throw damaged(stored.where(), part, e);
      }
    }
    readKeys(keyParts, rows, stored);
  }

  private RuntimeException damaged(String where, int part, RuntimeException e) {
    return Part.isDamage(e)
        ? new CorruptCheckpointException(
            where
                + ": part "
                + part
                + " of its half-done step cannot be read. discardStep(\""
                + name
                + "\") computes its rows again",
            e)
        : e;
  }

  /** Keys of rows in the checkpoint are good only for the version of which they speak. */
  private static void readKeys(List<byte[]> parts, KnownRows rows, StoredRows<?> stored) {
    VersionInfo current = parts.isEmpty() ? null : stored.current().orElse(null);
    if (current != null && current.version() == Part.versionOfKeys(parts.get(0))) {
      stored.use(current);
      for (byte[] part : parts) {
        Part.keysOfKeys(
            part,
            (hi, lo, content, row) -> {
              if (rows.find(hi, lo) < 0) {
                rows.learn(rows.number(hi, lo), content, Place.stored(row));
              }
            });
      }
    }
  }

  /** Adds a part, durably; its number. */
  synchronized int append(byte[] part) {
    if (!hasHeader) {
      log.append(Part.header(identity));
      hasHeader = true;
    }
    log.append(part);
    return log.size() - 1;
  }

  /** One part, as it was added. */
  synchronized byte[] read(int part) {
    return log.read(part);
  }

  synchronized boolean isDurable() {
    return log.isDurable();
  }

  /** Forgets all parts. */
  synchronized void clear() {
    log.replace(List.of());
    hasHeader = false;
  }

  /**
   * After a commit the log is only of use for what the checkpoint cannot tell.
   *
   * @param version of the checkpoint, which has the rows that were named
   * @param keepKeys whether its records do not tell their keys
   */
  synchronized void tidy(KnownRows rows, long version, boolean keepKeys) {
    List<byte[]> left = new ArrayList<>();
    if (keepKeys) {
      addKeys(rows, version, left);
    }
    rows.eachFailure((number, failure) -> left.add(failure(rows, number, failure)));
    if (!left.isEmpty()) {
      left.add(0, Part.header(identity));
    }
    try {
      log.replace(left);
    } catch (RuntimeException e) {
      // It still says the same as the checkpoint; the next run gets rid of it.
      LOG.warn("Checkpoint {} is complete, but its log could not be removed", name, e);
    }
  }

  private static byte[] failure(KnownRows rows, int number, StepFailure failure) {
    return Part.failure(rows.hi(number), rows.lo(number), failure);
  }

  private static void addKeys(KnownRows rows, long version, List<byte[]> parts) {
    int row = 0;
    int i = 0;
    while (i < rows.named()) {
      ByteBuffer part = Part.keys(version, row, Math.min(KEYS_PER_PART, rows.named() - i));
      int count = 0;
      for (; i < rows.named() && count < KEYS_PER_PART; i++) {
        int number = rows.named(i);
        if (rows.isThere(number)) {
          part.putLong(rows.hi(number)).putLong(rows.lo(number)).putLong(rows.content(number));
          count++;
        }
      }
      part.putInt(13, count).flip();
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      parts.add(bytes);
      row += count;
    }
  }

  synchronized void close() {
    log.close();
  }
}
