package org.oeleo.internal;

import java.io.IOException;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/**
 * Refuses a file for which the destination has no room, before its first byte. Safe for many
 * threads.
 */
final class SpaceGuard implements Room {
  private static final long FRESH_NANOS = 2_000_000_000L;

  private final Connector destination;
  private final long minFree;
  private long free;
  private long asked;
  private boolean known;

  SpaceGuard(Connector destination, long minFree) {
    this.destination = destination;
    this.minFree = minFree;
  }

  /** Of a part that is continued, only the rest needs room. */
  @Override
  public void take(RelativePath place, SourceContent content) throws IOException {
    if (!destination.capabilities().has(Capability.FREE_SPACE)) {
      return;
    }
    boolean continued = content.continues() || content.resumeToken().isPresent();
    long there = continued ? destination.stat(place).map(FileEntry::size).orElse(0L) : 0;
    take(Math.max(0, content.size() - there));
  }

  private synchronized void take(long size) throws IOException {
    if (!known || System.nanoTime() - asked > FRESH_NANOS || free - size < minFree) {
      free = destination.freeSpace();
      asked = System.nanoTime();
      known = true;
    }
    if (free - size < minFree) {
      throw noRoom(size);
    }
    free -= size;
  }

  private ConnectorException noRoom(long size) {
    boolean full = free <= minFree;
    return new ConnectorException(
        full ? Kind.NO_SPACE : Kind.NO_ROOM,
        (full ? "it is full: " : "no room at the destination for the file's " + size + " bytes: ")
            + free + " bytes are free"
            + (minFree > 0 ? " and " + minFree + " must stay free" : ""));
  }
}
