package org.oeleo.spi;

import java.time.Instant;

/**
 * The failures of one version of a file, kept so that a poisoned one is set aside.
 *
 * @param runs how many runs have failed on it, at least 1
 * @param kind of the last one
 * @param reason of the last one, for a person
 * @param at when the last one was
 * @param size of the source then
 * @param modified time of the source then
 */
public record Failure(int runs, Kind kind, String reason, Instant at, long size, Instant modified) {
  /** Whether this speaks of the file as it is now. */
  public boolean concerns(FileEntry now) {
    return size == now.size() && modified.equals(now.modified());
  }
}
