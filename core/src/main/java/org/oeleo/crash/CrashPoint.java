package org.oeleo.crash;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The named steps of a pass at which the crash suite ends the program as {@code SIGKILL} would.
 * {@code -Doeleo.crash.at=MOVED:3} dies when a file has been moved for the third time; without it
 * passing a point is one comparison that the compiler removes. Immutable but for the count.
 */
public enum CrashPoint {
  /** The ledger is open and locked. */
  LEDGER_OPENED,
  /** Both ends are there, the destination's root is made. */
  ENDS_READY,
  /** The part of an older version of a source is gone, and the ledger still knows of it. */
  OUTDATED_DROPPED,
  /** Files are about to be entered into the ledger. */
  BEGINNING,
  /** Files are entered, nothing of them is sent. */
  BEGUN,
  /** Some of a file's bytes were read, once for each portion. */
  BYTES_READ,
  /** A file is wholly under its temporary name. */
  WRITTEN,
  /** The copy is verified. */
  VERIFIED,
  /** Files that have arrived are about to be made safe together. */
  SECURING,
  /** They are safe, and still under their temporary names. */
  SECURED,
  /** The source is still what was copied; next the copy gets its name. */
  MOVING,
  /** The copy has its name, and nobody has looked at it there. */
  MOVED,
  /** The copy is where it belongs, and the ledger does not know. */
  ARRIVED,
  /** The names of a group are about to be made safe. */
  SYNCING,
  /** The names of a group are safe, and the ledger does not know. */
  SYNCED,
  /** In a transaction of the ledger, all rows written. */
  COMMITTING,
  /** A transaction of the ledger is committed, and nobody has been told. */
  COMMITTED,
  /** What nobody came back for is deleted, and the ledger still knows of it. */
  LEFTOVER_SWEPT,
  /** The ledgers know that files at the source are about to go, and none has gone. */
  DISPOSING,
  /** A file at the source was deleted or archived. */
  DISPOSED,
  /** All is done; the ends and the ledger are still open. */
  ENDING,
  /** The ledger is about to be closed. */
  LEDGER_CLOSING,
  /** The ledger is closed, and nobody has been told the result. */
  LEDGER_CLOSED;

  /** How a killed process ends for those who look at its exit code: 128 and the signal's number. */
  private static final int KILLED = 137;

  private static final String[] WANTED =
      System.getProperty("oeleo.crash.at", "").split(":");
  private static final @Nullable CrashPoint CHOSEN = Arrays.stream(values())
      .filter(point -> point.name().equals(WANTED[0]))
      .findFirst()
      .orElse(null);
  private static final AtomicInteger LEFT =
      new AtomicInteger(WANTED.length > 1 ? Integer.parseInt(WANTED[1]) : 1);

  /** Ends the program here if that was asked for: no hook runs, nothing is closed or flushed. */
  public void passed() {
    if (this == CHOSEN && LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
