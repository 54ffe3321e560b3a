package org.oeleo.event;

import java.time.Duration;
import java.time.Instant;
import org.oeleo.spi.RelativePath;

/** Something that happened in a pass. */
public sealed interface Event {
  /** A pass begins. The texts describe both ends for a person, without secrets. */
  record RunStarted(String source, String destination, Instant at) implements Event {}

  /**
   * So much has been found so far; sent now and then, and once with {@code complete} at the end.
   */
  record Surveyed(long files, long bytes, boolean complete) implements Event {}

  /** So many files and bytes are to be sent as far as is known yet; sent now and then. */
  record Queued(long files, long bytes) implements Event {}

  /** Bytes of a file begin to move. */
  record FileStarted(RelativePath path, long size) implements Event {}

  /** Bytes of a file have moved since the last such event of it. */
  record FileProgressed(RelativePath path, long bytes) implements Event {}

  /** A file is done, one way or the other. */
  record FileFinished(Result result) implements Event {}

  /** A file failed and is tried again after {@code delay}. */
  record FileRetried(RelativePath path, int attempt, String reason, Duration delay)
      implements Event {}

  /** Something listed is no file to be moved. */
  record LeftOut(String name, String reason) implements Event {}

  /** The pass waits. */
  record Waiting(String reason, Duration atMost) implements Event {}

  /** Something is odd; the pass goes on. */
  record Warned(String text) implements Event {}

  /** The pass is over. {@code ending} says how, in one line for a person. */
  record RunFinished(Totals totals, Duration took, String ending) implements Event {}
}
